package dev.offboard.local.evidence;

import dev.offboard.audit.certificate.Certificate;
import dev.offboard.audit.certificate.LoggedEntry;
import dev.offboard.audit.merkle.ConsistencyProof;
import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.HashReader;
import dev.offboard.audit.merkle.NodeId;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.Checkpoint;
import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.SigningKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A log in memory in which offboardings begin and end.
final class SmallLog {
  static final SigningKey KEY = SigningKey.generate("example.com/log", KeyType.ED25519);

  private final List<String> bodies = new ArrayList<>();

  /// Access is taken at nine, revoked three seconds later, completed in another three.
  SmallLog completed(String id, String user) {
    change(id, user, 1, "REVOKING", "2026-01-05T09:00:00Z");
    change(id, user, 2, "REVOKED", "2026-01-05T09:00:03Z");
    change(id, user, 3, "COMPLETED", "2026-01-05T09:00:06Z");
    return this;
  }

  /// Some roles are taken at eight, everything at nine, and revoked three seconds later.
  SmallLog widened(String id, String user) {
    change(id, user, 1, "REVOKING", "2026-01-05T08:00:00Z");
    change(id, user, 2, "REVOKED", "2026-01-05T08:00:01Z");
    change(id, user, 3, "REVOKING", "2026-01-05T09:00:00Z");
    change(id, user, 4, "REVOKED", "2026-01-05T09:00:03Z");
    change(id, user, 5, "COMPLETED", "2026-01-05T09:00:06Z");
    return this;
  }

  private void change(String id, String user, int sequence, String to, String at) {
    String terms =
        sequence == 1
            ? "\"terms\":{\"policy\":\"contract-end\",\"policyVersion\":1,\"reason\":\"contract-end\"},"
            : "";
    bodies.add(
        "{\"at\":\"%s\",\"epoch\":1,\"kind\":\"state-change\",\"offboardingId\":\"%s\",\"sequence\":%d,\"tenantId\":\"acme\",%s\"to\":\"%s\",\"userId\":\"%s\",\"why\":\"so\"}"
            .formatted(at, id, sequence, terms, to, user));
  }

  SignedCheckpoint checkpoint() {
    return checkpoint(bodies.size());
  }

  SignedCheckpoint checkpoint(int size) {
    return SignedCheckpoint.sign(
        new Checkpoint(KEY.verifier().name(), TreeHead.of(size, hashes())), KEY);
  }

  String certificate(String id) {
    return Certificate.issue(
            checkpoint(),
            IntStream.range(0, bodies.size())
                .filter(i -> bodies.get(i).contains(id))
                .mapToObj(i -> new LoggedEntry(i, bodies.get(i)))
                .toList(),
            hashes())
        .toJson();
  }

  /// That the log of all entries continues the one of so many.
  List<String> continuing(int size) {
    return ConsistencyProof.build(size, bodies.size(), hashes()).path().stream()
        .map(Hash::base64)
        .toList();
  }

  int size() {
    return bodies.size();
  }

  private HashReader hashes() {
    return node -> {
      if (node.level() == 0) {
        return new LoggedEntry(node.index(), bodies.get((int) node.index())).leaf();
      }
      return Hash.ofNode(
          child(node.level() - 1, 2 * node.index()), child(node.level() - 1, 2 * node.index() + 1));
    };
  }

  private Hash child(int level, long index) {
    return hashes().hash(new NodeId(level, index));
  }
}
