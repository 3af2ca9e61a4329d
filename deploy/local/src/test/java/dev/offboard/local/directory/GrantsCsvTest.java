package dev.offboard.local.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.Role;
import dev.offboard.local.journal.PlatformFailure;
import org.junit.jupiter.api.Test;

class GrantsCsvTest {
  @Test
  void quotes_line_breaks_and_blank_lines_are_read_as_rfc_4180_says() {
    Parsed<GrantRow> parsed =
        read(
            """
            tenantId,userId,applicationId,role,comment
            acme,u1,crm,reader,"said ""yes"",
            twice"

            "acme","u2","crm","editor",
            """
                .replace("\n", "\r\n"));

    assertThat(parsed.rejections()).isEmpty();
    assertThat(parsed.rows())
        .containsExactly(
            new GrantRow(at(2), UserRef.of("acme", "u1"), new Role("crm", "reader")),
            new GrantRow(at(5), UserRef.of("acme", "u2"), new Role("crm", "editor")));
  }

  @Test
  void columns_may_be_in_any_order_and_spreadsheets_may_use_semicolons() {
    Parsed<GrantRow> parsed =
        read("Role;Tag;UserId;TenantId;ApplicationId\nreader;x;u1;acme;crm\n");

    assertThat(parsed.rows())
        .containsExactly(new GrantRow(at(2), UserRef.of("acme", "u1"), new Role("crm", "reader")));
  }

  @Test
  void each_bad_row_is_rejected_with_its_line_and_the_others_are_read() {
    Parsed<GrantRow> parsed =
        read(
            """
            tenantId,userId,applicationId,role
            acme,u1,crm,reader
            acme,u1
            acme,u 1,crm,reader
            acme,u1,crm,
            acme,u1,crm,reader
            acme,u2,crm,reader
            """);

    assertThat(parsed.rows()).hasSize(2);
    assertThat(parsed.rejections())
        .extracting(Rejection::toString)
        .containsExactly(
            "grants.csv:3: has no applicationId (2 of 4 columns)",
            "grants.csv:4: userId: \"u 1\" (expected: 1 to 128 of A-Z a-z 0-9 . _ -, starting with"
                + " a letter or digit)",
            "grants.csv:5: has no role (4 of 4 columns)",
            "grants.csv:6: says the same as grants.csv:2");
  }

  @Test
  void a_file_without_the_columns_is_refused_as_a_whole() {
    assertThatThrownBy(() -> read("name,mail\nx,y\n"))
        .isInstanceOf(PlatformFailure.class)
        .hasMessageContaining("no column userId, applicationId, role, tenantId in \"name,mail\"")
        .hasMessageEndingWith("Nothing was imported.");
  }

  @Test
  void a_quotation_mark_that_is_never_closed_says_where() {
    assertThatThrownBy(
            () -> read("tenantId,userId,applicationId,role\nacme,u1,crm,reader\nacme,\"u2,crm,r\n"))
        .isInstanceOf(PlatformFailure.class)
        .hasMessageMatching(
            "grants.csv: line \\d+, column \\d+: .*quote.* Nothing was imported\\.");
  }

  @Test
  void one_tenant_for_all_takes_no_rows_of_another() {
    ImportRules rules = ImportRules.USUAL.into(new TenantId("acme"));

    assertThat(GrantsCsv.read(file("userId,applicationId,role\nu1,crm,r\n"), rules).rows())
        .containsExactly(new GrantRow(at(2), UserRef.of("acme", "u1"), new Role("crm", "r")));
    assertThat(
            GrantsCsv.read(file("tenantId,userId,applicationId,role\nother,u1,crm,r\n"), rules)
                .rejections())
        .singleElement()
        .asString()
        .contains("tenantId: other (expected: acme as --tenant says)");
  }

  private static Parsed<GrantRow> read(String text) {
    return GrantsCsv.read(file(text), ImportRules.USUAL);
  }

  private static InputFile file(String text) {
    return new InputFile("grants.csv", text);
  }

  private static Place at(long line) {
    return new Place("grants.csv", line, "");
  }
}
