package dev.offboard.local.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.local.directory.ImportReport.Sort;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportTest {
  private static final String USERS =
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "totalResults": 2, "Resources": [
      {"id": "u1", "userName": "u1@acme.example", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"organization": "acme"}},
      {"id": "u2", "userName": "u2@acme.example", "emails": [{"value": "u2@"}], "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"organization": "acme"}}]}
      """;
  private static final String GRANTS =
      """
      tenantId,userId,applicationId,role
      acme,u1,crm,reader
      acme,u1,crm,editor
      acme,u2,crm,reader
      acme,ghost,erp,admin
      """;

  private FakeServices services;

  @BeforeEach
  void start() throws IOException {
    services = new FakeServices();
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void what_is_rejected_is_listed_and_the_rest_is_in() {
    ImportReport report = run(USERS, GRANTS);

    assertThat(report.rejections())
        .extracting(Rejection::toString)
        .containsExactly(
            "0.txt:3 (Resources[1]): mail: is no address",
            "1.txt:4: user acme/u2 was rejected at 0.txt:3 (Resources[1])",
            "1.txt:5: there is no user acme/ghost; import it first");
    assertThat(services.users).containsOnlyKeys("acme/u1");
    assertThat(services.grants).containsExactly("acme/u1 crm/editor", "acme/u1 crm/reader");
    assertThat(services.applications.get("acme/crm")).containsExactly("editor", "reader");
    assertThat(services.applications).doesNotContainKey("acme/erp");
    assertThat(report.isComplete()).isFalse();
  }

  @Test
  void importing_again_changes_nothing() {
    run(USERS, GRANTS);

    ImportReport again = run(USERS, GRANTS);

    assertThat(again.of(Sort.TENANTS)).isEqualTo(new Tally(0, 0, 1, 0));
    assertThat(again.of(Sort.USERS)).isEqualTo(new Tally(0, 0, 1, 1));
    assertThat(again.of(Sort.APPLICATIONS)).isEqualTo(new Tally(0, 0, 1, 0));
    assertThat(again.of(Sort.GRANTS)).isEqualTo(new Tally(0, 0, 2, 2));
    assertThat(again.sentence())
        .isEqualTo(
            "2 users: 0 created, 1 unchanged; 4 grants: 0 created, 2 unchanged; 3 rows rejected");
  }

  @Test
  void an_application_keeps_the_roles_that_the_file_does_not_name() {
    services.applications.put("acme/crm", new TreeSet<>(Set.of("admin")));

    ImportReport report = run(USERS, GRANTS);

    assertThat(services.applications.get("acme/crm")).containsExactly("admin", "editor", "reader");
    assertThat(report.of(Sort.APPLICATIONS)).isEqualTo(new Tally(0, 1, 0, 0));
  }

  @Test
  void the_sample_company_is_imported_whole_and_in_few_requests() {
    ImportReport report =
        new Import(services.client(), step -> {})
            .run(ImportFiles.read(SampleCompany.files(), ImportRules.USUAL));

    assertThat(report.rejections()).isEmpty();
    assertThat(report.of(Sort.USERS)).isEqualTo(new Tally(300, 0, 0, 0));
    assertThat(report.of(Sort.GRANTS)).isEqualTo(new Tally(1200, 0, 0, 0));
    assertThat(services.requests).hasSizeLessThan(60);
  }

  private ImportReport run(String... texts) {
    List<InputFile> files =
        java.util.stream.IntStream.range(0, texts.length)
            .mapToObj(i -> new InputFile(i + ".txt", texts[i]))
            .toList();
    return new Import(services.client(), step -> {})
        .run(ImportFiles.read(files, ImportRules.USUAL));
  }
}
