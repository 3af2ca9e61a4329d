package dev.offboard.identity.offboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.Topics;
import dev.offboard.identity.Company;
import dev.offboard.identity.IdentitySlice;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@IdentitySlice
class ErasureSliceTest {
  /// Occurs in every personal field of the user and nowhere else.
  private static final String PERSONAL = "zaphod";

  @Autowired Company company;
  @Autowired ApplicationContext context;
  @Autowired JdbcClient jdbc;

  @Test
  void an_erased_user_leaves_no_personal_data_in_any_column() {
    Story story = somebody("erase-1");
    assertThat(columnsWith(PERSONAL))
        .containsExactlyInAnyOrder(
            "account.user_name",
            "account.user_name_key",
            "account.display_name",
            "account.mail",
            "account.external_id",
            "api_key.label");
    Deliveries lifecycle = Deliveries.to(context, Topics.LIFECYCLE);
    lifecycle.deliver(story.deprovisioned());

    List<StepReport> reports = lifecycle.deliver(story.erased());

    assertThat(((StepCompleted) reports.getFirst()).evidence())
        .isEqualTo(
            Evidence.of("account", 1).and("apiKeys", 1).and("oauthGrants", 0).and("password", 1));
    assertThat(columnsWith(PERSONAL)).isEmpty();
    assertThat(rowsOf("password", "erase-1") + rowsOf("api_key", "erase-1")).isZero();
    assertThat(
            jdbc.sql("SELECT count(*) FROM outbox WHERE payload LIKE '%erase-1%'")
                .query(Long.class)
                .single())
        .as("the grep looked into an outbox that has something")
        .isEqualTo(2);
  }

  @Test
  void an_erased_user_gives_the_user_name_back() {
    Story story = somebody("erase-2");
    Deliveries lifecycle = Deliveries.to(context, Topics.LIFECYCLE);
    lifecycle.deliver(story.deprovisioned());
    lifecycle.deliver(story.erased());

    assertThat(
            company
                .put(
                    Company.userPath("erase-2", "another"),
                    "{\"userName\":\"zaphod\",\"kind\":\"customer\",\"password\":\"a good"
                        + " password\"}")
                .status())
        .isEqualTo(201);
    lifecycle.deliver(Story.offboardingOf("erase-2", "another").erased());
  }

  @Test
  void the_database_itself_keeps_no_profile_with_a_tombstone_and_does_not_quote_it() {
    Story story = somebody("erase-3");

    assertThatThrownBy(
            () ->
                jdbc.sql("UPDATE account SET status = 'ERASED' WHERE tenant_id = 'erase-3'")
                    .update())
        .hasMessageContaining("erased_has_no_profile")
        .hasMessageNotContaining(PERSONAL);
    Deliveries.to(context, Topics.LIFECYCLE).deliver(story.erased());
  }

  private Story somebody(String tenantId) {
    company.hasTenant(tenantId);
    company.put(
        Company.userPath(tenantId, "u1"),
        """
        {"userName":"Zaphod","kind":"contractor","displayName":"Zaphod B.","mail":"zaphod@example.com",
         "externalId":"hr-zaphod","otherContractUntil":"2027-06-30T22:00:00Z","password":"zaphod's password"}
        """);
    company.post(Company.userPath(tenantId, "u1") + "/api-keys", "{\"label\":\"zaphod's laptop\"}");
    return Story.offboardingOf(tenantId, "u1");
  }

  private long rowsOf(String table, String tenantId) {
    return jdbc.sql("SELECT count(*) FROM " + table + " WHERE tenant_id = ?")
        .param(tenantId)
        .query(Long.class)
        .single();
  }

  /// Every text or binary column of the schema in which `needle` occurs, whatever the case.
  private List<String> columnsWith(String needle) {
    JdbcClient owner = company.owner();
    return owner
        .sql(
            """
            SELECT c.table_name, c.column_name FROM information_schema.columns c
            JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
              AND c.data_type IN ('text', 'character varying', 'bytea', 'json', 'jsonb')
            """)
        .query((row, n) -> List.of(row.getString(1), row.getString(2)))
        .list()
        .stream()
        .filter(
            column ->
                owner
                    .sql(
                        "SELECT EXISTS (SELECT FROM \"%s\" WHERE \"%s\"::text ILIKE :needle)"
                            .formatted(column.getFirst(), column.getLast()))
                    .param("needle", "%" + needle + "%")
                    .query(Boolean.class)
                    .single())
        .map(column -> String.join(".", column))
        .toList();
  }
}
