"""The door to the environment: every setting, validated once at the start."""

from enum import StrEnum
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class SmtpTls(StrEnum):
    """How the connection to the mail server is kept private."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class Settings(BaseSettings):
    """Safe in production, fit to publish. Secrets come from the environment or instance/."""

    model_config = SettingsConfigDict(env_prefix="", extra="ignore")

    database_url: str = Field(default=f"sqlite:///{ROOT / 'instance' / 'safe-at-home.sqlite'}")
    port: int = 8000
    demonstration: bool = False
    https: bool = False
    policy_file: Path = ROOT / "policy.toml"
    local_policy_file: Path = ROOT / "instance" / "policy.toml"
    instance_folder: Path = ROOT / "instance"
    product_name: str = "Safe at Home"
    idle_minutes: int = Field(default=15, ge=1)
    trusted_proxies: int = Field(default=0, ge=0)
    secret_key: str = ""
    second_factor_key: str = ""
    signing_key: str = ""
    sign_in_tries: int = Field(default=5, ge=1)
    lock_minutes: int = Field(default=15, ge=1)
    sign_in_rate: str = "30 per minute"
    link_rate: str = "20 per minute"
    request_megabytes: int = Field(default=12, ge=1)
    smtp_host: str = ""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_tls: SmtpTls = SmtpTls.STARTTLS
    mail_from: str = ""
    public_address: str = ""
    twilio_account_sid: str = ""
    twilio_auth_token: str = ""
    twilio_from: str = ""
    twilio_address: str = "https://api.twilio.com"

    @property
    def mail_is_set_up(self) -> bool:
        """Whether e-mails can be sent: there is a mail server, and an address to send from."""
        return bool(self.smtp_host and self.mail_from)

    @property
    def texts_are_set_up(self) -> bool:
        """Whether texts can be sent: there is an account, its token, and a number or service to send from."""
        return bool(self.twilio_account_sid and self.twilio_auth_token and self.twilio_from)

    @property
    def address_for_links(self) -> str:
        """Where staff open the tool, without a slash at the end."""
        return (self.public_address or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def sqlalchemy_url(self) -> str:
        """The address as SQLAlchemy wants it: PostgreSQL through psycopg."""
        for short in ("postgres://", "postgresql://"):
            if self.database_url.startswith(short):
                return "postgresql+psycopg://" + self.database_url.removeprefix(short)
        return self.database_url
