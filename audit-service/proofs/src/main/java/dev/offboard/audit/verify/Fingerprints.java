package dev.offboard.audit.verify;

import dev.offboard.audit.merkle.Hash;
import java.nio.ByteBuffer;

/// Which leaf hashes were seen, in 16 bytes each: the first eight of the hash, and where. Two
/// hashes may share these eight, so what it finds is to be looked at.
final class Fingerprints {
  private static final int FIRST_CAPACITY = 1 << 10;

  private long[] prints = new long[FIRST_CAPACITY];

  /// Leaf index + 1; 0 is an empty place.
  private long[] leaves = new long[FIRST_CAPACITY];

  private int count;

  /// Says where a hash like this may have been seen.
  @FunctionalInterface
  interface Earlier {
    void at(long leafIndex);
  }

  void add(Hash hash, long leafIndex, Earlier earlier) {
    if (2 * count >= prints.length) {
      grow();
    }
    long print = ByteBuffer.wrap(hash.bytes()).getLong();
    int place = place(print);
    while (leaves[place] != 0) {
      if (prints[place] == print) {
        earlier.at(leaves[place] - 1);
      }
      place = (place + 1) & (prints.length - 1);
    }
    prints[place] = print;
    leaves[place] = leafIndex + 1;
    count++;
  }

  private void grow() {
    long[] oldPrints = prints;
    long[] oldLeaves = leaves;
    prints = new long[2 * oldPrints.length];
    leaves = new long[2 * oldLeaves.length];
    for (int i = 0; i < oldPrints.length; i++) {
      if (oldLeaves[i] != 0) {
        int place = place(oldPrints[i]);
        while (leaves[place] != 0) {
          place = (place + 1) & (prints.length - 1);
        }
        prints[place] = oldPrints[i];
        leaves[place] = oldLeaves[i];
      }
    }
  }

  private int place(long print) {
    return (int) (print >>> 32 ^ print) & (prints.length - 1);
  }
}
