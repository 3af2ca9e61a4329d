package dev.offboard.audit.tlog;

import dev.offboard.audit.log.LogTree;
import dev.offboard.audit.log.Owners;
import dev.offboard.audit.merkle.ConsistencyProof;
import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.HashReader;
import dev.offboard.audit.merkle.InclusionProof;
import dev.offboard.audit.merkle.NodeId;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.TlogProof;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Ready-made proofs, for whoever doesn't want to read tiles. Hashes are base64.
@RestController
final class ProofsApi {
  private static final MediaType TLOG_PROOF = MediaType.parseMediaType("text/plain;charset=UTF-8");

  private final LogTree tree;
  private final Published published;
  private final Owners owners;

  ProofsApi(LogTree tree, Published published, Owners owners) {
    this.tree = tree;
    this.published = published;
    this.owners = owners;
  }

  record Inclusion(
      long leafIndex, long treeSize, String leafHash, String root, List<String> hashes) {}

  record Consistency(long from, long to, String fromRoot, String toRoot, List<String> hashes) {}

  /// JSON, or a self-contained C2SP tlog-proof where text is asked for.
  @GetMapping("/api/proofs/inclusion")
  ResponseEntity<?> inclusion(
      Caller caller,
      @RequestParam long leafIndex,
      @RequestParam(required = false) @Nullable Long treeSize,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
    SignedCheckpoint checkpoint = published.checkpoint();
    long current = checkpoint.checkpoint().head().size();
    long size = treeSize == null ? current : treeSize;
    requireWithin("treeSize", size, current);
    if (leafIndex < 0 || leafIndex >= size) {
      throw invalid("leafIndex", leafIndex, "0 to %d".formatted(size - 1));
    }
    if (!owners.sees(caller, leafIndex)) {
      throw ApiProblem.notFound("entry-unknown", "There is no entry %d.".formatted(leafIndex));
    }
    HashReader hashes = tree.hashes(size);
    InclusionProof proof = InclusionProof.build(leafIndex, size, hashes);
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok().cacheControl(CacheControl.noCache());
    if (asksForText(accept)) {
      if (size != current) {
        throw invalid("treeSize", size, current + ", the size that the checkpoint signs");
      }
      return answer.contentType(TLOG_PROOF).body(new TlogProof(proof, checkpoint).toString());
    }
    return answer
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            new Inclusion(
                leafIndex,
                size,
                hashes.hash(new NodeId(0, leafIndex)).base64(),
                TreeHead.of(size, hashes).root().base64(),
                base64(proof.path())));
  }

  @GetMapping(path = "/api/proofs/consistency", produces = MediaType.APPLICATION_JSON_VALUE)
  Consistency consistency(
      @RequestParam long from, @RequestParam(required = false) @Nullable Long to) {
    long current = published.checkpoint().checkpoint().head().size();
    long newer = to == null ? current : to;
    requireWithin("to", newer, current);
    requireWithin("from", from, newer);
    HashReader hashes = tree.hashes(newer);
    return new Consistency(
        from,
        newer,
        TreeHead.of(from, hashes).root().base64(),
        TreeHead.of(newer, hashes).root().base64(),
        base64(ConsistencyProof.build(from, newer, hashes).path()));
  }

  private static void requireWithin(String field, long size, long most) {
    if (size < 1 || size > most) {
      throw invalid(field, size, "1 to %d".formatted(most));
    }
  }

  private static ApiProblem invalid(String field, long value, String expected) {
    return ApiProblem.badRequest(
            "invalid-value", "%s: %d (expected: %s)".formatted(field, value, expected))
        .with("field", field);
  }

  private static boolean asksForText(@Nullable String accept) {
    return accept != null
        && MediaType.parseMediaTypes(accept).stream()
            .noneMatch(type -> type.includes(MediaType.APPLICATION_JSON))
        && MediaType.parseMediaTypes(accept).stream()
            .anyMatch(type -> type.includes(MediaType.TEXT_PLAIN));
  }

  private static List<String> base64(List<Hash> hashes) {
    return hashes.stream().map(Hash::base64).toList();
  }
}
