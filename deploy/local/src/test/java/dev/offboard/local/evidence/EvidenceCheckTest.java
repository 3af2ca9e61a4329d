package dev.offboard.local.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.audit.certificate.Certificate;
import dev.offboard.audit.certificate.ReadCertificate;
import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.json.Json;
import dev.offboard.local.proof.VerifyCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvidenceCheckTest {
  private static final String ANN = "0194f3a0-0000-7000-8000-000000000001";
  private static final String BOB = "0194f3a0-0000-7000-8000-000000000002";
  private static final String CAT = "0194f3a0-0000-7000-8000-000000000003";
  private static final String KEY = SmallLog.KEY.verifier().toString();

  @TempDir private Path directory;
  private Path folder = Path.of("");
  private SmallLog log = new SmallLog();
  private String printed = "";

  @BeforeEach
  void collect() {
    folder = directory.resolve("evidence");
    log = new SmallLog().completed(ANN, "ann").completed(BOB, "bob");
    EvidenceFolder files = EvidenceFolder.create(folder);
    files.certificate(ANN, log.certificate(ANN));
    files.checkpoint(log.checkpoint(), List.of());
    files.checkpoint(log.checkpoint(3), log.continuing(3));
    files.certificate(BOB, log.certificate(BOB));
    files.latest(log.checkpoint());
    files.key(KEY);
    files.list(
        Map.of("log", "example.com/log"),
        List.of(
            row(ANN, "ann", "COMPLETED", EvidenceFolder.nameOfCertificate(ANN)),
            row(BOB, "bob", "COMPLETED", EvidenceFolder.nameOfCertificate(BOB)),
            row(CAT, "cat", "REVOKED", "none: not ended, it is REVOKED")));
  }

  @Test
  void a_whole_folder_is_verified_offline_by_the_key_alone() {
    assertThat(verify("--key", KEY)).as(printed).isZero();
    assertThat(printed)
        .startsWith("VERIFIED\n")
        .contains("2 certificates")
        .contains("the list says of 2 offboardings what their certificates prove")
        .contains("1 offboardings have not ended");
  }

  @Test
  void without_a_key_from_elsewhere_nothing_is_verified() {
    assertThat(verify()).isEqualTo(2);
    assertThat(printed).contains("no key of the log was given");
    SigningKey other = SigningKey.generate("example.com/log", KeyType.ED25519);
    assertThat(verify("--key", other.verifier().toString())).isEqualTo(1);
  }

  @Test
  void a_list_that_says_something_else_than_a_certificate_is_refuted() throws IOException {
    change("offboardings.json", "2026-01-05T09:00:03Z", "2026-01-05T09:00:02Z");
    assertThat(verify("--key", KEY)).isEqualTo(1);
    assertThat(printed)
        .contains("offboarding " + ANN + ": revokedAt is 2026-01-05T09:00:02Z in the list")
        .contains("offboardings.csv does not say what offboardings.json says");
  }

  @Test
  void every_column_that_a_certificate_proves_is_compared() throws IOException {
    Map<String, String> changes =
        Map.of(
            "\"userId\" : \"ann\"", "\"userId\" : \"eve\"",
            "\"reason\" : \"contract-end\"", "\"reason\" : \"tenant-churn\"",
            "\"policyVersion\" : 1", "\"policyVersion\" : 2",
            "\"startedAt\" : \"2026-01-05T09:00:00Z\"", "\"startedAt\" : \"2026-01-05T09:00:01Z\"",
            "\"secondsToRevoke\" : 3.0", "\"secondsToRevoke\" : 2.0",
            "\"withinDeadline\" : \"yes\"", "\"withinDeadline\" : \"no\"");
    String list = Files.readString(folder.resolve("offboardings.json"));
    for (Map.Entry<String, String> change : changes.entrySet()) {
      assertThat(list).contains(change.getKey());
      Files.writeString(
          folder.resolve("offboardings.json"),
          list.replaceFirst(Pattern.quote(change.getKey()), change.getValue()));
      assertThat(verify("--key", KEY)).as(change.getKey()).isEqualTo(1);
      assertThat(printed).as(change.getKey()).contains("by its certificate");
    }
  }

  @Test
  void of_a_role_change_that_became_an_offboarding_the_second_start_counts() {
    SmallLog widened = new SmallLog().widened(ANN, "ann");
    Certificate certificate =
        ReadCertificate.parse(widened.certificate(ANN).getBytes(StandardCharsets.UTF_8))
            .requireTrue();
    EvidenceRow row = row(ANN, "ann", "COMPLETED", "");
    row.cells().put("requestedAt", "2026-01-05T08:00:00Z");

    assertThat(RowCheck.differences(row, certificate)).isEmpty();
    row.cells().put("startedAt", "2026-01-05T08:00:00Z");
    assertThat(RowCheck.differences(row, certificate))
        .as("it was not all of the user that was revoked then")
        .hasSize(2)
        .first()
        .asString()
        .contains("revokedAt is 2026-01-05T09:00:03Z in the list (expected: 2026-01-05T08:00:01Z");
  }

  @Test
  void a_changed_certificate_and_a_missing_one_are_named() throws IOException {
    change("certificates/" + ANN + ".json", "\"acme\"", "\"acne\"");
    Files.delete(folder.resolve("certificates/" + BOB + ".json"));
    assertThat(verify("--key", KEY)).isEqualTo(1);
    assertThat(printed)
        .contains("certificate " + ANN + ": ")
        .contains("offboarding %s: certificates/%s.json is missing".formatted(BOB, BOB));
  }

  @Test
  void a_certificate_that_the_list_has_not_is_named() throws IOException {
    change("offboardings.json", BOB, "0194f3a0-0000-7000-8000-000000000009");
    assertThat(verify("--key", KEY)).isEqualTo(1);
    assertThat(printed).contains("certificate %s is of no offboarding in the list".formatted(BOB));
  }

  @Test
  void a_checkpoint_of_another_history_is_named() throws IOException {
    SmallLog rewritten = new SmallLog().completed(ANN, "eve").completed(BOB, "bob");
    Files.writeString(
        folder.resolve("checkpoints/3.checkpoint"), rewritten.checkpoint(3).toString());
    assertThat(verify("--key", KEY)).isEqualTo(1);
    assertThat(printed).contains("checkpoint 3: ", "does not continue");
    Files.writeString(
        folder.resolve("checkpoints/latest.checkpoint"), rewritten.checkpoint().toString());
    assertThat(verify("--key", KEY)).isEqualTo(1);
  }

  @Test
  void a_checkpoint_that_somebody_kept_must_hold_too() throws IOException {
    SmallLog rewritten = new SmallLog().completed(ANN, "eve").completed(BOB, "bob");
    Path kept = Files.writeString(directory.resolve("kept"), rewritten.checkpoint().toString());
    assertThat(verify("--key", KEY, "--checkpoint", kept)).isEqualTo(1);
    Files.writeString(kept, log.checkpoint().toString());
    assertThat(verify("--key", KEY, "--checkpoint", kept)).isZero();
  }

  @Test
  void one_that_has_ended_without_a_certificate_can_not_be_told() throws IOException {
    Files.delete(folder.resolve("certificates/" + BOB + ".json"));
    change("offboardings.json", "certificates/" + BOB + ".json", "none: history-incomplete");
    change("offboardings.csv", "certificates/" + BOB + ".json", "none: history-incomplete");
    assertThat(verify("--key", KEY)).as(printed).isEqualTo(2);
    assertThat(printed).contains("has ended and has no certificate: none: history-incomplete");
  }

  @Test
  void nothing_in_the_sheet_is_a_formula() {
    EvidenceRow sly = row(ANN, "ann", "REVOKED", "=HYPERLINK(1)");
    assertThat(Sheet.of(List.of(sly)))
        .startsWith("\"id\",\"tenantId\",")
        .contains(",3.0,300,\"yes\",,\"'=HYPERLINK(1)\"\r\n");
    assertThat(Sheet.of(List.of()).lines()).hasSize(1);
    assertThat(Sheet.of(List.of()).lines().toList())
        .containsExactly(Sheet.of(List.of(sly)).lines().findFirst().orElseThrow());
  }

  @Test
  void a_folder_that_has_something_in_it_is_left_alone() throws IOException {
    assertThatThrownBy(() -> EvidenceFolder.create(folder))
        .isInstanceOf(PlatformFailure.class)
        .hasMessageContaining("is not an empty folder; nothing was written");
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertThatThrownBy(() -> EvidenceFolder.create(file)).isInstanceOf(PlatformFailure.class);
    EvidenceFolder.create(Files.createDirectory(directory.resolve("empty")));
    assertThat(directory.resolve("empty/certificates")).isDirectory();
  }

  private static EvidenceRow row(String id, String user, String state, String certificate) {
    return EvidenceRow.of(
        Json.tree(
            """
            {"id": "%s", "tenantId": "acme", "userId": "%s", "reason": "contract-end",
             "policy": {"name": "contract-end", "version": 1}, "state": "%s", "requestedAt": "2026-01-05T09:00:00Z",
             "revocation": {"startedAt": "2026-01-05T09:00:00Z", "deadlineSeconds": 300,
               "revokedAt": "2026-01-05T09:00:03Z", "seconds": 3.0, "withinDeadline": "YES"}}
            """
                .formatted(id, user, state)),
        certificate);
  }

  private void change(String file, String what, String to) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).contains(what);
    Files.writeString(folder.resolve(file), text.replaceFirst(Pattern.quote(what), to));
  }

  private int verify(Object... options) {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new VerifyCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute(
                Stream.concat(Stream.of(folder), Arrays.stream(options))
                    .map(Object::toString)
                    .toArray(String[]::new));
    printed = out.toString();
    return exit;
  }
}
