"""What a household still needs: findings from several packages' facts."""

from casework.rules.findings import findings, next_change_on
from casework.rules.policy import CaseworkPolicy
from casework.rules.scene import Case, Scene

__all__ = ["Case", "CaseworkPolicy", "Scene", "findings", "next_change_on"]
