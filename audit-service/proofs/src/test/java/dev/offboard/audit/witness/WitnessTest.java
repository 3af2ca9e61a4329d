package dev.offboard.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.audit.merkle.ConsistencyProof;
import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.note.Cosignature;
import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.NoteSignature;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.audit.verify.SampleLog;
import dev.offboard.audit.verify.Stories;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessTest {
  private static final String NAME = "witness.example";
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final SampleLog LOG = SampleLog.of(Stories.entries(3, 40));
  private static final SampleLog FORK = LOG.but(it -> it.set(5, it.get(5).replace("acme", "acne")));

  @TempDir private Path directory;

  private WitnessFiles files;
  private Witness witness;

  @BeforeEach
  void start() {
    files = WitnessFiles.open(state(), NAME);
    witness = new Witness(SampleLog.ORIGIN, SampleLog.KEY.verifier(), files, CLOCK);
  }

  @AfterEach
  void stop() {
    files.close();
  }

  @Test
  void a_log_that_grows_is_cosigned_each_time() {
    cosigned(add(0, LOG.first(10)), LOG.first(10));
    cosigned(add(10, LOG.first(25)), LOG.first(25));
    cosigned(add(25, LOG.first(25)), LOG.first(25));
    cosigned(add(25, LOG), LOG);
  }

  @Test
  void what_was_cosigned_is_on_the_disk_before_the_answer() throws IOException {
    Answer answer = add(0, LOG);
    SignedCheckpoint stored = SignedCheckpoint.parse(Files.readAllBytes(state()));
    assertThat(stored.checkpoint()).isEqualTo(LOG.checkpoint().checkpoint());
    assertThat(stored.toString()).endsWith(answer.body());
    stop();
    start();
    assertThat(add(0, LOG)).isEqualTo(new Answer(409, "text/x.tlog.size", "40\n"));
  }

  @Test
  void another_old_size_is_answered_with_the_right_one() {
    add(0, LOG.first(10));
    assertThat(add(9, LOG)).isEqualTo(new Answer(409, "text/x.tlog.size", "10\n"));
    assertThat(add(11, LOG)).isEqualTo(new Answer(409, "text/x.tlog.size", "10\n"));
    assertThat(add(0, LOG)).isEqualTo(new Answer(409, "text/x.tlog.size", "10\n"));
  }

  @Test
  void a_fork_is_refused_and_kept_as_evidence() throws IOException {
    add(0, LOG.first(10));
    Answer answer = add(10, FORK);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("checkpoint of 40 entries is not proved to continue the one of 10");
    assertThat(evidence())
        .singleElement()
        .asString()
        .contains(LOG.first(10).checkpoint().toString().strip())
        .contains(FORK.checkpoint().toString());
    assertThat(add(10, FORK).status()).isEqualTo(422);
    assertThat(evidence()).hasSize(1);
    cosigned(add(10, LOG), LOG);
  }

  @Test
  void another_root_of_the_same_size_is_refused_and_kept_as_evidence() throws IOException {
    add(0, LOG);
    assertThat(add(40, FORK).status()).isEqualTo(409);
    assertThat(evidence()).singleElement().asString().contains(FORK.checkpoint().toString());
  }

  @Test
  void a_smaller_log_is_never_cosigned_again() {
    add(0, LOG);
    assertThat(add(LOG.first(10).checkpoint(), 40, List.of()).status()).isEqualTo(400);
    assertThat(add(LOG.first(10).checkpoint(), 10, List.of()).status()).isEqualTo(409);
  }

  @Test
  void a_proof_that_is_no_proof_is_refused() {
    assertThat(add(LOG.checkpoint(), 0, List.of(Hash.OF_EMPTY_TREE)).status()).isEqualTo(422);
    add(0, LOG.first(10));
    assertThat(add(LOG.checkpoint(), 10, List.of()).status()).isEqualTo(422);
  }

  @Test
  void an_unknown_log_is_404_and_a_foreign_signature_403() {
    SigningKey foreign = SigningKey.generate("other.example", KeyType.ED25519);
    assertThat(add(0, LOG.signedBy(foreign)).status()).isEqualTo(404);
    SigningKey forged = SigningKey.generate(SampleLog.ORIGIN, KeyType.ED25519);
    assertThat(add(0, LOG.signedBy(forged)).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "old 0",
        "old 0\n",
        "old 00\n\n",
        "old -1\n\n",
        "new 0\n\n",
        "old 0\nx\n\n",
        "\n\n"
      })
  void anything_else_is_malformed(String start) {
    byte[] body = (start + LOG.checkpoint()).getBytes(StandardCharsets.UTF_8);
    assertThat(witness.add(body).status()).isEqualTo(400);
  }

  @Test
  void more_than_63_hashes_are_malformed() {
    String body = "old 0\n" + (Hash.OF_EMPTY_TREE + "\n").repeat(64) + "\n" + LOG.checkpoint();
    assertThat(witness.add(body.getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(400);
  }

  @Test
  void its_key_is_its_owners_only_and_stays() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sibling(".key"))))
        .isEqualTo("rw-------");
    String before = witness.verifier().toString();
    stop();
    start();
    assertThat(witness.verifier()).hasToString(before).hasToString(before);
  }

  @Test
  void a_witness_that_lost_its_memory_does_not_start() throws IOException {
    add(0, LOG);
    stop();
    Files.delete(state());
    assertThatThrownBy(this::start).hasMessageContaining("could cosign a second history");
  }

  @Test
  void two_witnesses_do_not_share_a_memory() {
    assertThatThrownBy(() -> WitnessFiles.open(state(), NAME))
        .hasMessageContaining("another witness holds");
  }

  @Test
  void it_answers_over_http() throws Exception {
    try (WitnessServer server = WitnessServer.start(witness, 0);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> cosigned = post(client, server, "/add-checkpoint", request(0, LOG));
      assertThat(cosigned.statusCode()).isEqualTo(200);
      assertThat(cosigned.body()).startsWith("— witness.example ");
      HttpResponse<String> conflict = post(client, server, "/add-checkpoint", request(0, LOG));
      assertThat(conflict.statusCode()).isEqualTo(409);
      assertThat(conflict.headers().firstValue("Content-Type")).hasValue("text/x.tlog.size");
      assertThat(conflict.body()).isEqualTo("40\n");
      assertThat(post(client, server, "/", "").statusCode()).isEqualTo(404);
      assertThat(post(client, server, "/add-checkpoint", "x".repeat(2_000_000)).statusCode())
          .isEqualTo(413);
    }
  }

  private static HttpResponse<String> post(
      HttpClient client, WitnessServer server, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.url().resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void cosigned(Answer answer, SampleLog log) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Cosignature cosignature =
        new Cosignature(
            NoteSignature.parse(answer.body().substring(0, answer.body().length() - 1)));
    assertThat(cosignature.at()).isEqualTo(NOW);
    assertThat(log.checkpoint().with(cosignature.line()).cosignatures(List.of(witness.verifier())))
        .containsExactly(cosignature);
  }

  private Answer add(long oldSize, SampleLog log) {
    return witness.add(request(oldSize, log).getBytes(StandardCharsets.UTF_8));
  }

  private static String request(long oldSize, SampleLog log) {
    return new AddCheckpoint(
            oldSize,
            ConsistencyProof.build(
                    oldSize, log.checkpoint().checkpoint().head().size(), log.hashes())
                .path(),
            log.checkpoint())
        .toString();
  }

  private Answer add(SignedCheckpoint checkpoint, long oldSize, List<Hash> path) {
    return witness.add(
        new AddCheckpoint(oldSize, path, checkpoint).toString().getBytes(StandardCharsets.UTF_8));
  }

  private Path state() {
    return directory.resolve("witness");
  }

  private Path sibling(String suffix) {
    return directory.resolve("witness" + suffix);
  }

  private List<String> evidence() throws IOException {
    try (Stream<Path> kept = Files.list(sibling(".evidence"))) {
      return kept.map(
              file -> {
                try {
                  return Files.readString(file);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              })
          .toList();
    }
  }
}
