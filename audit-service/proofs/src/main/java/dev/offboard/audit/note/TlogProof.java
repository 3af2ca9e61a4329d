package dev.offboard.audit.note;

import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.InclusionProof;
import dev.offboard.audit.merkle.RefutedProof;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Shows offline that a log had an entry: C2SP tlog-proof. Index, inclusion proof and the signed
/// checkpoint in one text.
///
/// @param extra base64 of what an application adds; nobody vouches for it
public record TlogProof(
    Optional<String> extra, InclusionProof inclusion, SignedCheckpoint checkpoint) {
  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  /// A tree of 2^63 - 1 leaves is 63 high.
  private static final int MAX_HASHES = 63;

  /// @throws MalformedNote if the parts do not go together
  public TlogProof {
    extra.ifPresent(base64 -> Base64Form.decode("the extra data", base64));
    if (inclusion.treeSize() != checkpoint.checkpoint().head().size()) {
      throw new MalformedNote(
          "a proof for a tree of %d leaves with a checkpoint of %d"
              .formatted(inclusion.treeSize(), checkpoint.checkpoint().head().size()));
    }
  }

  /// Without extra data, as this log makes them.
  public TlogProof(InclusionProof inclusion, SignedCheckpoint checkpoint) {
    this(Optional.empty(), inclusion, checkpoint);
  }

  /// @throws MalformedNote unless it is a proof, byte for byte
  public static TlogProof parse(byte[] utf8) {
    return parse(NoteText.decode(utf8));
  }

  /// @throws MalformedNote unless it is a proof, character for character
  public static TlogProof parse(String text) {
    int end = text.indexOf("\n\n");
    if (end < 0) {
      throw new MalformedNote("a proof without an empty line before its checkpoint");
    }
    List<String> lines =
        new ArrayList<>(Arrays.asList(text.substring(0, end).split("\n", MAX_HASHES + 4)));
    if (!lines.removeFirst().equals(HEADER)) {
      throw new MalformedNote("a proof that does not begin with the line %s".formatted(HEADER));
    }
    Optional<String> extra = next(lines, EXTRA);
    long index =
        next(lines, INDEX)
            .map(number -> Decimal.parse("the index", number))
            .orElseThrow(() -> new MalformedNote("a proof without the line 'index <number>'"));
    SignedCheckpoint checkpoint = SignedCheckpoint.parse(text.substring(end + 2));
    return new TlogProof(
        extra,
        new InclusionProof(index, checkpoint.checkpoint().head().size(), hashes(lines)),
        checkpoint);
  }

  /// Returns if and only if the log's key vouches for a tree with this entry.
  ///
  /// @throws UntrustedNote if the checkpoint is not by this log
  /// @throws RefutedProof if the entry is not where the proof says
  public void verify(byte[] entry, String origin, VerifierKey logKey) {
    inclusion.verify(Hash.ofLeaf(entry), checkpoint.verify(origin, logKey));
  }

  /// As it is written.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    extra.ifPresent(base64 -> text.append(EXTRA).append(base64).append('\n'));
    text.append(INDEX).append(inclusion.leafIndex()).append('\n');
    inclusion.path().forEach(hash -> text.append(hash).append('\n'));
    return text.append('\n').append(checkpoint).toString();
  }

  private static Optional<String> next(List<String> lines, String start) {
    return lines.isEmpty() || !lines.getFirst().startsWith(start)
        ? Optional.empty()
        : Optional.of(lines.removeFirst().substring(start.length()));
  }

  private static List<Hash> hashes(List<String> lines) {
    if (lines.size() > MAX_HASHES) {
      throw new MalformedNote(
          "a proof of %d hashes (expected: <= %d)".formatted(lines.size(), MAX_HASHES));
    }
    try {
      return lines.stream().map(Hash::ofBase64).toList();
    } catch (IllegalArgumentException e) {
      throw new MalformedNote("a proof with a line that is no hash: " + e.getMessage(), e);
    }
  }
}
