package dev.offboard.audit.certificate;

import dev.offboard.audit.merkle.Hash;
import java.nio.charset.StandardCharsets;

/// An entry as the log has it: its body, byte for byte in UTF-8, is what the leaf hashes.
public record LoggedEntry(long leafIndex, String body) {
  public byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  public Hash leaf() {
    return Hash.ofLeaf(bytes());
  }
}
