package dev.offboard.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.InclusionProof;
import dev.offboard.audit.merkle.RefutedProof;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.UntrustedNote.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  /// The example of C2SP tlog-checkpoint and tlog-cosignature.
  private static final String EXAMPLE =
      """
      example.com/behind-the-sofa
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

      — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
      — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
      """;

  private static final String ORIGIN = "audit.example/log";
  private static final SigningKey LOG = SigningKey.generate(ORIGIN, KeyType.ED25519);
  private static final SigningKey WITNESS =
      SigningKey.generate("witness.example", KeyType.COSIGNATURE_V1);
  private static final byte[] ENTRY = "the only entry".getBytes(StandardCharsets.UTF_8);
  private static final Checkpoint ONE = new Checkpoint(ORIGIN, new TreeHead(1, Hash.ofLeaf(ENTRY)));

  @Test
  void the_example_of_the_specification_is_read_and_written() {
    SignedCheckpoint example = SignedCheckpoint.parse(EXAMPLE);
    assertThat(example.checkpoint().origin()).isEqualTo("example.com/behind-the-sofa");
    assertThat(example.checkpoint().head().size()).isEqualTo(20_852_163);
    assertThat(example).hasToString(EXAMPLE);
    Cosignature cosignature = new Cosignature(example.note().signatures().get(1));
    assertThat(cosignature.witness()).isEqualTo("witness.example.com/w1");
    assertThat(cosignature.at()).isEqualTo(Instant.ofEpochSecond(1_679_315_147));
  }

  @Test
  void a_log_signs_and_a_witness_cosigns() {
    Instant at = Instant.parse("2026-11-24T10:00:00.9Z");
    SignedCheckpoint signed = SignedCheckpoint.sign(ONE, LOG);
    SignedCheckpoint cosigned = signed.with(Cosignature.by(WITNESS, ONE, at).line());
    SignedCheckpoint read = SignedCheckpoint.parse(cosigned.toString());
    assertThat(read.verify(ORIGIN, LOG.verifier())).isEqualTo(ONE.head());
    assertThat(read.cosignatures(List.of(WITNESS.verifier())))
        .extracting(Cosignature::at)
        .containsExactly(Instant.parse("2026-11-24T10:00:00Z"));
    assertThat(signed.cosignatures(List.of(WITNESS.verifier()))).isEmpty();
  }

  @Test
  void a_cosignature_is_over_its_time_too() {
    String line = Cosignature.by(WITNESS, ONE, Instant.EPOCH).line().line();
    // the bytes after the key id are the time
    NoteSignature moved =
        NoteSignature.parse(line.strip().replaceFirst("AAAAAAAAAA", "AAAAAAAAAB"));
    assertThat(WITNESS.verifier().verifies(ONE.text(), NoteSignature.parse(line.strip()))).isTrue();
    assertThat(WITNESS.verifier().verifies(ONE.text(), moved)).isFalse();
  }

  @Test
  void another_log_s_checkpoint_is_refused() {
    SignedCheckpoint signed = SignedCheckpoint.sign(ONE, LOG);
    assertThatThrownBy(() -> signed.verify("audit.example/other", LOG.verifier()))
        .isInstanceOfSatisfying(
            UntrustedNote.class, it -> assertThat(it.reason()).isEqualTo(Reason.OTHER_ORIGIN));
  }

  @Test
  void a_key_signs_only_what_its_type_says() {
    assertThatThrownBy(() -> WITNESS.sign(ONE.text())).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Cosignature.by(LOG, ONE, Instant.EPOCH))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "o\n",
        "o\n1\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
        "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n٣\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n9223372036854775808\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n",
        "o\n1\n\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
      })
  void nothing_else_is_a_checkpoint(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedNote.class);
  }

  @Test
  void extensions_are_kept() {
    String text = ONE.text() + "one\ntwo\n";
    assertThat(Checkpoint.parse(text).extensions()).containsExactly("one", "two");
    assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
  }

  @Test
  void a_proof_is_verified_offline() {
    TlogProof proof =
        new TlogProof(
            Optional.of("aGVsbG8="),
            new InclusionProof(0, 1, List.of()),
            SignedCheckpoint.sign(ONE, LOG));
    TlogProof read = TlogProof.parse(proof.toString());
    assertThat(read).isEqualTo(proof);
    assertThat(read.toString())
        .startsWith("c2sp.org/tlog-proof@v1\nextra aGVsbG8=\nindex 0\n\naudit.example/log\n1\n");
    read.verify(ENTRY, ORIGIN, LOG.verifier());
    assertThatThrownBy(() -> read.verify(new byte[0], ORIGIN, LOG.verifier()))
        .isInstanceOf(RefutedProof.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c2sp.org/tlog-proof@v2\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\n\n",
        "c2sp.org/tlog-proof@v1\nindex\n\n",
        "c2sp.org/tlog-proof@v1\nindex 00\n\n",
        "c2sp.org/tlog-proof@v1\nindex  0\n\n",
        "c2sp.org/tlog-proof@v1\nindex -1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nextra aGVsbG8=\n\n",
        "c2sp.org/tlog-proof@v1\nextra aGVsbG9=\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nextra aGVsbG8=\nextra aGVsbG8=\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n",
        "c2sp.org/tlog-proof@v1\r\nindex 0\n\n",
        "\nc2sp.org/tlog-proof@v1\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\n",
        "c2sp.org/tlog-proof@v1\nindex 0\n\n\n",
      })
  void nothing_else_is_a_proof(String beforeTheCheckpoint) {
    String text = beforeTheCheckpoint + SignedCheckpoint.sign(ONE, LOG);
    assertThatThrownBy(() -> TlogProof.parse(text)).isInstanceOf(MalformedNote.class);
  }
}
