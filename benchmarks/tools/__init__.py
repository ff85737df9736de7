"""What the benchmarks share: settings, databases of their own, a visitor, clocks, tables."""
