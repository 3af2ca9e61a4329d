package dev.offboard.orchestrator.portal.audit;

import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.InclusionProof;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.Checkpoint;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.audit.note.TlogProof;
import dev.offboard.orchestrator.AuditStub;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// A log of two entries of a tenant, signed by a key.
public final class SomeLog {
  private static final JsonMapper JSON = new JsonMapper();
  public static final String OFFBOARDING = "01a0b1c2-d3e4-7f5a-8b6c-7d8e9f0a1b2c";

  private final AuditStub audit;
  private final String tenant;
  private final SigningKey key;

  public SomeLog(AuditStub audit, String tenant, SigningKey key) {
    this.audit = audit;
    this.tenant = tenant;
    this.key = key;
  }

  /// What is told of both of them, and proven.
  public void isThere() {
    said("/api/entries?limit=50&tenantId=" + tenant, entry(0, body(0)), entry(1, body(1)));
    said("/api/entries?limit=500&tenantId=" + tenant, entry(0, body(0)), entry(1, body(1)));
    said("/api/entries?limit=50&tenantId=%s&kind=report".formatted(tenant));
    said("/api/entries?limit=1", entry(0, body(0)));
    said("/api/entries?limit=1&after=0", entry(1, body(1)));
    audit.put("/api/proofs/inclusion?leafIndex=0", proof(0));
    audit.put("/api/proofs/inclusion?leafIndex=1", proof(1));
    audit.put("/checkpoint", checkpoint().toString());
  }

  /// The second one is told otherwise than it was logged.
  public void liesAboutTheSecond() {
    said("/api/entries?limit=1&after=0", entry(1, body(1).replace("revoked", "kept")));
  }

  private void said(String path, String... entries) {
    audit.put(path, "{\"entries\":[%s]}".formatted(String.join(",", entries)));
  }

  private String entry(long index, String body) {
    return """
    {"index":%d,"kind":"state-change","offboardingId":"%s","tenantId":"%s","userId":"u-1","epoch":1,
      "at":"2026-11-20T08:00:00Z","body":%s}\
    """
        .formatted(index, OFFBOARDING, tenant, JSON.writeValueAsString(body));
  }

  private String body(long index) {
    return "{\"leaf\":%d,\"tenantId\":\"%s\",\"what\":\"everything was revoked\"}"
        .formatted(index, tenant);
  }

  private Hash leaf(long index) {
    return Hash.ofLeaf(body(index).getBytes(StandardCharsets.UTF_8));
  }

  private SignedCheckpoint checkpoint() {
    return SignedCheckpoint.sign(
        new Checkpoint(key.verifier().name(), new TreeHead(2, Hash.ofNode(leaf(0), leaf(1)))), key);
  }

  private String proof(long index) {
    return new TlogProof(new InclusionProof(index, 2, List.of(leaf(1 - index))), checkpoint())
        .toString();
  }
}
