"""Pages of the catalogue: what there is, a look at it on paper, signing off, taking back, the service's logo."""

from leaflets.views import catalogue, logo, printing, signing
from leaflets.views.blueprint import blueprint

__all__ = ["blueprint", "catalogue", "logo", "printing", "signing"]
