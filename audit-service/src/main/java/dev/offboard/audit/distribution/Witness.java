package dev.offboard.audit.distribution;

import dev.offboard.audit.checkpoint.Checkpoints;
import dev.offboard.audit.log.LogTree;
import dev.offboard.audit.merkle.ConsistencyProof;
import dev.offboard.audit.note.NoteSignature;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.VerifierKey;
import dev.offboard.audit.witness.AddCheckpoint;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;

/// One witness, asked to cosign by `add-checkpoint` of C2SP tlog-witness. Proves to it that the log
/// only grew since it last looked.
final class Witness {
  private static final int OK = 200;
  private static final int CONFLICT = 409;

  /// The first may learn what the witness has; another instance may be quicker than the second.
  private static final int TRIES = 3;

  private final VerifierKey key;
  private final URI address;
  private final Calls calls;
  private final Checkpoints checkpoints;
  private final LogTree tree;

  Witness(
      DistributionProperties.WitnessAddress witness,
      Calls calls,
      Checkpoints checkpoints,
      LogTree tree) {
    this.key = VerifierKey.parse(witness.vkey());
    this.address = URI.create(withoutSlash(witness.url()) + "/add-checkpoint");
    this.calls = calls;
    this.checkpoints = checkpoints;
    this.tree = tree;
  }

  String name() {
    return key.name();
  }

  /// Gets the latest checkpoint cosigned, unless it is.
  ///
  /// @throws IllegalStateException if the witness refuses
  void cosignLatest() {
    checkpoints
        .latest()
        .filter(it -> it.note().signatures().stream().noneMatch(key::isNamedBy))
        .ifPresent(this::cosign);
  }

  private void cosign(SignedCheckpoint checkpoint) {
    long size = checkpoint.checkpoint().head().size();
    long old = checkpoints.cosignedBy(key.name());
    for (int tries = 0; tries < TRIES; tries++) {
      HttpResponse<String> answer = calls.post(address, request(old, checkpoint));
      if (answer.statusCode() == OK) {
        checkpoints.cosign(checkpoint, cosignature(checkpoint, answer.body()));
        return;
      }
      if (answer.statusCode() != CONFLICT) {
        throw refused(checkpoint, "answers " + answer.statusCode());
      }
      long has = size(checkpoint, answer.body());
      if (has > size || has == size && old == size) {
        throw refused(
            checkpoint,
            "has cosigned another tree of %d entries: either this log is a fork, or it was set back; see deploy/runbooks/checkpoint-refused.md"
                .formatted(has));
      }
      old = has;
    }
    throw refused(checkpoint, "told of another size %d times".formatted(TRIES));
  }

  private String request(long old, SignedCheckpoint checkpoint) {
    long size = checkpoint.checkpoint().head().size();
    ConsistencyProof proof = ConsistencyProof.build(old, size, tree.hashes(size));
    return new AddCheckpoint(old, proof.path(), checkpoint).toString();
  }

  /// Lines of keys that nobody asked are ignored; ours must be over this checkpoint.
  private NoteSignature cosignature(SignedCheckpoint checkpoint, String lines) {
    NoteSignature line =
        lines
            .lines()
            .map(NoteSignature::parse)
            .filter(key::isNamedBy)
            .findFirst()
            .orElseThrow(() -> refused(checkpoint, "answers without a line of " + key));
    checkpoint.with(line).cosignatures(List.of(key));
    return line;
  }

  private long size(SignedCheckpoint checkpoint, String body) {
    try {
      return Long.parseUnsignedLong(body.strip());
    } catch (NumberFormatException e) {
      throw refused(checkpoint, "answers 409 without a size");
    }
  }

  private IllegalStateException refused(SignedCheckpoint checkpoint, String what) {
    return new IllegalStateException(
        "witness %s %s; the checkpoint of %d entries goes without its cosignature"
            .formatted(key.name(), what, checkpoint.checkpoint().head().size()));
  }

  private static String withoutSlash(URI url) {
    String text = url.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
