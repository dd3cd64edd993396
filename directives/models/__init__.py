"""Processes and who leads them."""

from .process import Process, ProcessOwner
from .steering import SteeringDocument

__all__ = ["Process", "ProcessOwner", "SteeringDocument"]
