package dev.offboard.audit.witness;

import dev.offboard.audit.merkle.ConsistencyProof;
import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.note.SignedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The body of an `add-checkpoint` request: C2SP tlog-witness. Logs write it, the witness reads it.
///
/// @param path the hashes of the consistency proof from `oldSize`
public record AddCheckpoint(long oldSize, List<Hash> path, SignedCheckpoint checkpoint) {
  /// More the specification does not let a client send.
  public static final int MAX_HASHES = 63;

  private static final Pattern OLD = Pattern.compile("old (0|[1-9][0-9]{0,17})");

  /// @throws IllegalArgumentException for more hashes than a request may have
  public AddCheckpoint {
    path = List.copyOf(path);
    if (path.size() > MAX_HASHES) {
      throw new IllegalArgumentException(
          "%d hashes (expected: <= %d)".formatted(path.size(), MAX_HASHES));
    }
  }

  /// @throws IllegalArgumentException unless it is such a request, byte for byte
  public static AddCheckpoint parse(byte[] body) {
    // the header is ASCII; what follows is decoded strictly as a note
    String text = new String(body, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\n\n");
    if (end < 0) {
      throw new IllegalArgumentException("no empty line before the checkpoint");
    }
    List<String> lines = Arrays.asList(text.substring(0, end).split("\n", MAX_HASHES + 2));
    Matcher old = OLD.matcher(lines.getFirst());
    if (!old.matches()) {
      throw new IllegalArgumentException("the first line is not 'old <size>'");
    }
    return new AddCheckpoint(
        Long.parseLong(old.group(1)),
        lines.subList(1, lines.size()).stream().map(Hash::ofBase64).toList(),
        SignedCheckpoint.parse(Arrays.copyOfRange(body, end + 2, body.length)));
  }

  /// To be verified against the head that the witness has kept.
  ConsistencyProof proof() {
    return new ConsistencyProof(oldSize, checkpoint.checkpoint().head().size(), path);
  }

  /// As it is sent.
  @Override
  public String toString() {
    StringBuilder body = new StringBuilder("old ").append(oldSize).append('\n');
    path.forEach(hash -> body.append(hash).append('\n'));
    return body.append('\n').append(checkpoint).toString();
  }
}
