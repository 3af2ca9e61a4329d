package dev.offboard.contracts;

/// A user's employment number, from 1. It grows on every reinstatement and re-hire and fences
/// everything stale: what was granted or announced in an older epoch never comes back.
public record Epoch(int value) implements Comparable<Epoch> {
  public static final Epoch FIRST = new Epoch(1);

  public Epoch {
    if (value < 1) {
      throw new IllegalArgumentException("epoch: %d (expected: >= 1)".formatted(value));
    }
  }

  public Epoch next() {
    return new Epoch(Math.addExact(value, 1));
  }

  @Override
  public int compareTo(Epoch other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
