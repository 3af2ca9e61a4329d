package dev.offboard.audit.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.audit.verify.Finding;
import dev.offboard.audit.verify.History;
import dev.offboard.audit.verify.ProofVerifier;
import dev.offboard.audit.verify.SampleLog;
import dev.offboard.audit.verify.Stories;
import dev.offboard.audit.verify.Trust;
import dev.offboard.audit.verify.Verdict;
import dev.offboard.audit.verify.Verdict.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class CertificateTest {
  private static final Path GOLDEN = Path.of("src/test/resources/certificate");

  /// The same for everybody, so that the golden files are.
  private static final SigningKey KEY =
      SigningKey.parse(
          "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");

  private static final List<String> ENTRIES = Stories.offboarding(1);
  private static final String ID =
      EntryBody.parse(ENTRIES.getFirst().getBytes(StandardCharsets.UTF_8))
          .flatMap(it -> it.text("offboardingId"))
          .orElseThrow();
  private static final SampleLog LOG = SampleLog.of(log(KEY.verifier().name()));
  private static final Certificate CERTIFICATE = LOG.certificate(ID, KEY);
  private static final Trust TRUST = Trust.in(KEY.verifier());

  @Test
  void a_certificate_is_verified_offline() {
    Verdict verdict = verify(CERTIFICATE.toJson());
    assertThat(verdict.refuted()).isEmpty();
    assertThat(verdict.outcome()).isEqualTo(Outcome.VERIFIED);
    assertThat(verdict.proven())
        .contains("the log has all 12 entries of the certificate")
        .anyMatch(it -> it.contains(ID) && it.contains("6 state changes, COMPLETED since"));
  }

  @Test
  void its_file_looks_as_it_did() throws IOException {
    golden("certificate.v1.json", CERTIFICATE.toJson());
  }

  @Test
  void its_page_looks_as_it_did() throws IOException {
    golden("certificate.html", CertificatePage.of(CERTIFICATE));
  }
}
