package dev.offboard.audit.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.audit.AuditSlice;
import dev.offboard.audit.Filler;
import dev.offboard.audit.SigningKeyOfTests;
import dev.offboard.audit.checkpoint.Checkpoints;
import dev.offboard.audit.checkpoint.Issuer;
import dev.offboard.audit.distribution.DistributionProperties.WitnessAddress;
import dev.offboard.audit.log.LogTree;
import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.audit.witness.WitnessFiles;
import dev.offboard.audit.witness.WitnessServer;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@AuditSlice
class DistributionSliceTest {
  @Autowired ApplicationContext context;
  @Autowired Checkpoints checkpoints;
  @Autowired Issuer issuer;
  @Autowired LogTree tree;
  @Autowired MockMvcTester mvc;

  private final WitnessStub stub = new WitnessStub(SigningKeyOfTests.KEY.verifier());
  private final Calls calls = new Calls(Duration.ofSeconds(10));
  private Witness witness;

  @BeforeEach
  void a_new_checkpoint() {
    witness = new Witness(stub.address(), calls, checkpoints, tree);
    grow();
  }

  @AfterEach
  void end() {
    stub.close();
  }

  @Test
  void a_cosigned_checkpoint_is_served_with_its_line() throws Exception {
    witness.cosignLatest();

    SignedCheckpoint served =
        SignedCheckpoint.parse(
            mvc.get()
                .uri("/checkpoint")
                .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
                .exchange()
                .getResponse()
                .getContentAsByteArray());
    assertThat(served.cosignatures(List.of(stub.verifier()))).hasSize(1);
    assertThat(served.note().signatures()).as("strangers are left out").hasSize(2);
    assertThat(stub.seen).isEqualTo(served.checkpoint().head());
  }

  @Test
  void one_that_is_cosigned_is_not_sent_again_and_the_next_grows_out_of_it() {
    witness.cosignLatest();
    long first = stub.seen.size();
    witness.cosignLatest();
    assertThat(stub.requests).hasSize(1);

    grow();
    witness.cosignLatest();

    assertThat(stub.requests).hasSize(2);
    assertThat(stub.requests.getLast()).startsWith("old %d\n".formatted(first));
    assertThat(stub.seen.size()).isGreaterThan(first);
  }

  @Test
  void a_witness_that_knows_more_than_we_remember_tells_its_size() {
    stub.seen = latest().checkpoint().head();
    grow();

    witness.cosignLatest();

    assertThat(stub.requests).hasSize(2);
    assertThat(stub.requests.getFirst()).startsWith("old 0\n\n");
    assertThat(latest().cosignatures(List.of(stub.verifier()))).hasSize(1);
  }

  @Test
  void a_witness_that_has_seen_another_tree_is_believed() {
    TreeHead ours = latest().checkpoint().head();
    stub.seen = new TreeHead(ours.size() + 1, Hash.ofLeaf(new byte[0]));
    assertRefused("has cosigned another tree of %d entries".formatted(ours.size() + 1));

    stub.seen = new TreeHead(ours.size(), Hash.ofLeaf(new byte[0]));
    assertRefused("either this log is a fork, or it was set back");
  }

  @Test
  void a_line_that_the_witness_did_not_sign_is_refused() {
    stub.answersAs = SigningKey.generate(stub.name, KeyType.COSIGNATURE_V1);
    assertRefused("answers without a line of " + stub.name);
  }

  @Test
  void a_failing_witness_holds_up_nothing() {
    stub.fails = 500;
    assertRefused("witness %s answers 500".formatted(stub.name));
    stub.close();
    assertThatThrownBy(witness::cosignLatest).hasMessageContaining("does not answer");

    long before = latest().checkpoint().head().size();
    grow();
    assertThat(latest().checkpoint().head().size()).isGreaterThan(before);
  }

  @Test
  void the_witness_that_ships_with_the_product_cosigns_checkpoint_after_checkpoint(
      @TempDir Path state) {
    try (WitnessFiles files = WitnessFiles.open(state.resolve("state"), stub.name + "/shipped")) {
      var shipped =
          new dev.offboard.audit.witness.Witness(
              SigningKeyOfTests.KEY.verifier().name(),
              SigningKeyOfTests.KEY.verifier(),
              files,
              Clock.systemUTC());
      try (WitnessServer server = WitnessServer.start(shipped, 0)) {
        witness =
            new Witness(
                new WitnessAddress(shipped.verifier().toString(), server.url()),
                calls,
                checkpoints,
                tree);
        for (int i = 0; i < 3; i++) {
          grow();
          witness.cosignLatest();
          assertThat(latest().cosignatures(List.of(shipped.verifier()))).hasSize(1);
        }
      }
    }
  }

  @Test
  void a_published_file_is_the_latest_checkpoint(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("checkpoint");
    Publication publication = new Publication(file.toUri(), calls, checkpoints);

    publication.publishLatest();
    assertThat(file).hasContent(latest().toString().stripTrailing());
    grow();
    publication.publishLatest();

    assertThat(Files.readString(file)).isEqualTo(latest().toString());
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void an_address_gets_each_checkpoint_once_and_again_when_it_failed() {
    Publication publication = new Publication(stub.url("/put/log"), calls, checkpoints);
    stub.fails = 503;
    assertThatThrownBy(publication::publishLatest).hasMessageContaining("answers 503");
    stub.fails = 0;

    publication.publishLatest();
    publication.publishLatest();
    assertThat(stub.puts).hasSize(2).containsOnly(latest().toString());

    witness.cosignLatest();
    publication.publishLatest();
    assertThat(stub.puts).hasSize(3);
    assertThat(SignedCheckpoint.parse(stub.puts.getLast()).cosignatures(List.of(stub.verifier())))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://witness.example/", "ftp://127.0.0.1/", "http://localhost.example/", "x"})
  void a_checkpoint_does_not_travel_in_the_open(String url) {
    assertThatThrownBy(
            () ->
                new DistributionProperties(
                    List.of(new WitnessAddress("", URI.create(url))),
                    List.of(),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1)))
        .hasMessageContaining(url);
  }

  private void assertRefused(String what) {
    assertThatThrownBy(witness::cosignLatest).hasMessageContaining(what);
    assertThat(latest().note().signatures()).hasSize(1);
  }

  private SignedCheckpoint latest() {
    return checkpoints.latest().orElseThrow();
  }

  private void grow() {
    issuer.covering(Filler.of(context).append(3));
  }
}
