"""Processes and who leads them."""

from .process import Process, ProcessOwner

__all__ = ["Process", "ProcessOwner"]
