package dev.offboard.audit.certificate;

import static dev.offboard.audit.certificate.SampleCertificate.CERTIFICATE;
import static dev.offboard.audit.certificate.SampleCertificate.ENTRIES;
import static dev.offboard.audit.certificate.SampleCertificate.ID;
import static dev.offboard.audit.certificate.SampleCertificate.changed;
import static dev.offboard.audit.certificate.SampleCertificate.golden;
import static dev.offboard.audit.certificate.SampleCertificate.schemaErrors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.verify.SampleLog;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How it looks: the file, its schema, the page.
class CertificateFormTest {
  @Test
  void its_file_looks_as_it_did() throws IOException {
    golden("certificate.v1.json", CERTIFICATE.toJson());
  }

  @Test
  void its_schema_is_kept() throws IOException {
    assertThat(schemaErrors(CERTIFICATE.toJson())).isEmpty();
    assertThat(schemaErrors(changed(it -> it.put("more", 1)))).isNotEmpty();
    assertThat(schemaErrors(changed(it -> it.remove("checkpoint")))).isNotEmpty();
  }

  @Test
  void its_page_looks_as_it_did() throws IOException {
    golden("certificate.html", CertificatePage.of(CERTIFICATE));
  }

  @Test
  void the_page_escapes_what_entries_say() {
    List<String> sly = ENTRIES.stream().map(it -> it.replace("acme", "<b>&'")).toList();
    SampleLog log = SampleLog.of(sly);
    assertThat(CertificatePage.of(log.certificate(ID)))
        .contains("&lt;b&gt;&amp;&#39;")
        .doesNotContain("<b>")
        .doesNotContain("<script");
  }

  @Test
  void its_page_says_loudly_that_access_was_left() {
    List<String> left =
        ENTRIES.stream()
            .map(it -> it.replace("\"residual\":{}", "\"residual\":{\"sessions\":1}"))
            .toList();
    assertThat(CertificatePage.of(CERTIFICATE)).contains("read again: nothing left");
    assertThat(CertificatePage.of(SampleLog.of(left).certificate(ID)))
        .contains("read again: ACCESS LEFT")
        .doesNotContain("read again: nothing left");
  }
}
