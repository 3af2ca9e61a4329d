package dev.offboard.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.AuditSlice;
import dev.offboard.audit.Filler;
import dev.offboard.audit.SigningKeyOfTests;
import dev.offboard.audit.checkpoint.Issuer;
import dev.offboard.audit.merkle.BundleId;
import dev.offboard.audit.merkle.ConsistencyProof;
import dev.offboard.audit.merkle.EntryBundle;
import dev.offboard.audit.merkle.Frontier;
import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.InclusionProof;
import dev.offboard.audit.merkle.Tile;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.TlogProof;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the log as a stranger would: with the key, the paths of the specification and nothing
/// else.
@AuditSlice
class TlogApiSliceTest {
  @Autowired ApplicationContext context;
  @Autowired Issuer issuer;
  @Autowired MockMvcTester mvc;
  @Autowired JsonMapper mapper;

  private TreeHead head;

  @BeforeEach
  void a_published_log() throws Exception {
    issuer.covering(Filler.of(context).append(700));
    head = checkpoint().verify("example.com/audit", SigningKeyOfTests.KEY.verifier());
  }

  @Test
  void the_checkpoint_is_text_that_nobody_keeps() throws Exception {
    MvcTestResult result = get("/checkpoint");

    assertThat(result).hasStatusOk().hasHeader("Content-Type", "text/plain;charset=UTF-8");
    assertThat(result).hasHeader("Cache-Control", "no-cache");
    assertThat(text(result)).startsWith("example.com/audit\n%d\n".formatted(head.size()));
  }

  @Test
  void entries_and_tiles_lead_to_the_root_that_was_signed() throws Exception {
    Frontier tree = Frontier.empty();
    while (tree.size() < head.size()) {
      BundleId id = BundleId.holding(tree.size(), head.size());
      EntryBundle bundle = EntryBundle.parse(id, bytes("/" + id.path()));
      assertThat(bundle.leaves())
          .isEqualTo(Tile.parse(id.tile(), bytes("/" + id.tile().path())).hashes());
      for (Tile tile : tree.append(bundle.leaves())) {
        assertThat(bytes("/" + tile.id().path())).as(tile.id().path()).isEqualTo(tile.bytes());
      }
    }
    assertThat(tree.head()).isEqualTo(head);
  }

  @Test
  void a_tile_may_be_kept_for_ever() throws Exception {
    for (String path : List.of("/tile/0/000", "/tile/entries/000", "/tile/0/000.p/17")) {
      assertThat(get(path))
          .hasStatusOk()
          .hasHeader("Content-Type", "application/octet-stream")
          .hasHeader("Cache-Control", "max-age=31536000, immutable");
    }
  }

  @Test
  void entries_are_compressed_for_those_who_can_read_it() throws Exception {
    MvcTestResult result =
        mvc.get()
            .uri("/tile/entries/000")
            .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
            .header("Accept-Encoding", "gzip, identity")
            .exchange();

    assertThat(result).hasStatusOk().hasHeader("Content-Encoding", "gzip");
    byte[] compressed = result.getResponse().getContentAsByteArray();
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      assertThat(gzip.readAllBytes()).isEqualTo(bytes("/tile/entries/000"));
    }
  }

  @Test
  void nothing_beyond_the_checkpoint_is_served() throws Exception {
    Filler.of(context).append(300);

    long tile = head.size() / 256;
    int width = (int) (head.size() % 256);
    String next = "%03d".formatted(tile + 1);
    for (String path :
        List.of(
            "/tile/0/" + next,
            "/tile/entries/" + next,
            "/tile/0/%03d.p/%d".formatted(tile, width + 1),
            "/tile/entries/%03d".formatted(tile),
            "/tile/3/000.p/1",
            "/tile/0/x999/999")) {
      assertThat(get(path)).hasStatus(404);
      assertThat(get(path)).bodyJson().extractingPath("$.code").isEqualTo("tile-unknown");
    }
    assertThat(get("/api/proofs/inclusion?leafIndex=" + head.size())).hasStatus(400);
  }

  @ParameterizedTest
  @CsvSource({
    "/tile/0/0",
    "/tile/0/000.p/0",
    "/tile/0/000.p/256",
    "/tile/0/000.p/01",
    "/tile/0/x000/000",
    "/tile/00/000",
    "/tile/8/000",
    "/tile/entries/000/000",
    "/tile/entries/",
    "/tile/0/..%2F..%2Fcheckpoint",
    "/tile/-1/000"
  })
  void a_path_that_names_no_tile_is_refused(String path) {
    assertThat(get(path)).hasStatus4xxClientError();
  }

  @Test
  void inclusion_is_proved_in_any_published_tree() throws Exception {
    for (long size : new long[] {1, 2, 255, 256, 257, 700, head.size()}) {
      for (long leaf : new long[] {0, size / 2, size - 1}) {
        JsonNode proof =
            read("/api/proofs/inclusion?leafIndex=%d&treeSize=%d".formatted(leaf, size));
        Hash hash = Hash.ofBase64(proof.path("leafHash").stringValue());
        TreeHead tree = new TreeHead(size, Hash.ofBase64(proof.path("root").stringValue()));

        new InclusionProof(leaf, size, hashes(proof)).verify(hash, tree);
        assertThat(hash).isEqualTo(Hash.ofLeaf(entry(leaf)));
        if (size == head.size()) {
          assertThat(tree).isEqualTo(head);
        }
      }
    }
  }

  @Test
  void asked_for_text_a_proof_stands_on_its_own() throws Exception {
    MvcTestResult result =
        mvc.get()
            .uri("/api/proofs/inclusion?leafIndex=300")
            .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
            .header("Accept", "text/plain")
            .exchange();

    assertThat(result).hasStatusOk().hasHeader("Content-Type", "text/plain;charset=UTF-8");
    TlogProof.parse(text(result))
        .verify(entry(300), "example.com/audit", SigningKeyOfTests.KEY.verifier());
  }

  @Test
  void consistency_is_proved_between_any_published_trees() throws Exception {
    for (long from : new long[] {1, 255, 256, 700, head.size()}) {
      JsonNode proof = read("/api/proofs/consistency?from=%d".formatted(from));
      TreeHead older = new TreeHead(from, Hash.ofBase64(proof.path("fromRoot").stringValue()));

      new ConsistencyProof(from, head.size(), hashes(proof)).verify(older, head);
      assertThat(proof.path("toRoot").stringValue()).isEqualTo(head.root().base64());
    }
    assertThat(read("/api/proofs/consistency?from=3&to=7").path("hashes").size()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "inclusion?leafIndex=-1                  | leafIndex",
        "inclusion?leafIndex=first               | leafIndex",
        "inclusion?leafIndex=5&treeSize=5        | leafIndex",
        "inclusion?leafIndex=0&treeSize=0        | treeSize",
        "inclusion?leafIndex=0&treeSize=99999999 | treeSize",
        "consistency?from=0                      | from",
        "consistency?from=8&to=7                 | from",
        "consistency?from=1&to=99999999          | to",
        "consistency?from=1&to=9999999999999999999999 | to"
      })
  void a_bad_value_is_refused_and_named(String query, String field) {
    MvcTestResult result = get("/api/proofs/" + query);

    assertThat(result).hasStatus(400).bodyJson().extractingPath("$.field").isEqualTo(field);
    assertThat(result).bodyJson().extractingPath("$.detail").asString().startsWith(field + ": ");
  }

  @Test
  void health_says_with_which_key_the_log_is_verified() {
    assertThat(get("/actuator/health/signing"))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("$.components.checkpoints.details.key")
        .isEqualTo(SigningKeyOfTests.KEY.verifier().toString());
    assertThat(mvc.get().uri("/actuator/health/signing")).hasStatus(401);
  }

  @ParameterizedTest
  @CsvSource({"/checkpoint", "/tile/0/000", "/tile/entries/000", "/api/proofs/consistency?from=1"})
  void without_the_token_nothing_is_read(String path) {
    assertThat(mvc.get().uri(path)).hasStatus(401);
  }

  private byte[] entry(long leaf) throws Exception {
    BundleId id = BundleId.holding(leaf, head.size());
    return EntryBundle.parse(id, bytes("/" + id.path())).entries().get((int) (leaf - id.start()));
  }

  private static List<Hash> hashes(JsonNode proof) {
    List<Hash> hashes = new ArrayList<>();
    proof.path("hashes").forEach(hash -> hashes.add(Hash.ofBase64(hash.stringValue())));
    return hashes;
  }

  private SignedCheckpoint checkpoint() throws Exception {
    return SignedCheckpoint.parse(bytes("/checkpoint"));
  }

  private byte[] bytes(String path) {
    MvcTestResult result = get(path);
    assertThat(result).as(path).hasStatusOk();
    return result.getResponse().getContentAsByteArray();
  }

  private JsonNode read(String path) throws Exception {
    return mapper.readTree(bytes(path));
  }

  private static String text(MvcTestResult result) throws Exception {
    return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
  }

  private MvcTestResult get(String path) {
    return mvc.get()
        .uri(java.net.URI.create(path))
        .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
        .exchange();
  }
}
