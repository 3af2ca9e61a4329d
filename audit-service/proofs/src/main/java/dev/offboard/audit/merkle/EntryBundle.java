package dev.offboard.audit.merkle;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Consecutive entries as they are served: each after its length in two bytes, big-endian (C2SP
/// tlog-tiles, "Log entries").
public record EntryBundle(BundleId id, List<byte[]> entries) {
  /// What two bytes can count.
  public static final int MAX_ENTRY_BYTES = 0xFFFF;

  /// @throws IllegalArgumentException unless there are as many entries as the bundle is wide, none
  ///   too long
  public EntryBundle {
    entries = List.copyOf(entries);
    if (entries.size() != id.width()) {
      throw new IllegalArgumentException(
          "%s with %d entries (expected: %d)".formatted(id, entries.size(), id.width()));
    }
    for (byte[] entry : entries) {
      if (entry.length > MAX_ENTRY_BYTES) {
        throw new IllegalArgumentException(
            "%s with an entry of %d bytes (expected: <= %d)"
                .formatted(id, entry.length, MAX_ENTRY_BYTES));
      }
    }
  }

  /// @throws IllegalArgumentException unless the bytes are as many entries as the bundle is wide,
  ///   and nothing else
  public static EntryBundle parse(BundleId id, byte[] bytes) {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    List<byte[]> entries = new ArrayList<>(id.width());
    try {
      while (rest.hasRemaining()) {
        byte[] entry = new byte[Short.toUnsignedInt(rest.getShort())];
        rest.get(entry);
        entries.add(entry);
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "%s ends within entry %d".formatted(id, id.start() + entries.size()), e);
    }
    return new EntryBundle(id, entries);
  }

  public byte[] bytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(entries.stream().mapToInt(entry -> Short.BYTES + entry.length).sum());
    for (byte[] entry : entries) {
      bytes.putShort((short) entry.length).put(entry);
    }
    return bytes.array();
  }

  /// What its entries hash to.
  public List<Hash> leaves() {
    return entries.stream().map(Hash::ofLeaf).toList();
  }
}
