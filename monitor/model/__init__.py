"""The vocabulary: frozen values without input or output. Every other room speaks it."""
