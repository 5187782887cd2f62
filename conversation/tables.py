"""All tables, wherever they are declared; who needs every one of them takes `Base` from here."""

from conversation import call_rows, models, models_schedules, sealed
from conversation.declared import Base

__all__ = ["Base", "call_rows", "models", "models_schedules", "sealed"]
