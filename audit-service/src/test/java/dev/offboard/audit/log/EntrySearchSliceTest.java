package dev.offboard.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.AuditSlice;
import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@AuditSlice
class EntrySearchSliceTest {
  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

  @Autowired AuditLog log;
  @Autowired EntrySearch search;
  @Autowired LogHead head;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transactions;
  @Autowired MockMvcTester mvc;
  @Autowired JsonMapper mapper;

  private String tenant = "";

  @BeforeEach
  void a_tenant_of_its_own() {
    tenant = "t" + UUID.randomUUID();
    append("ann", EntryKind.STATE_CHANGE, NINE);
    append("ann", EntryKind.REPORT, NINE.plusSeconds(60));
    append("bob", EntryKind.REPORT, NINE.plusSeconds(120));
  }

  @Test
  void entries_are_found_by_what_they_are_about() {
    assertThat(found("")).hasSize(3);
    assertThat(found("&userId=ann")).hasSize(2).allMatch(it -> user(it).equals("ann"));
    assertThat(found("&kind=report")).hasSize(2);
    assertThat(found("&kind=report&userId=bob")).hasSize(1);
    assertThat(found("&from=" + NINE.plusSeconds(60))).as("from is inclusive").hasSize(2);
    assertThat(found("&to=" + NINE.plusSeconds(60))).as("to is exclusive").hasSize(1);
    assertThat(found("&userId=nobody")).isEmpty();
  }

  @Test
  void pages_of_what_is_found_follow_each_other_to_the_end() {
    List<Long> indexes = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = read("/api/entries?limit=1&tenantId=" + tenant + after);
      page.path("entries").forEach(entry -> indexes.add(entry.path("index").longValue()));
      after = page.has("next") ? "&after=" + page.path("next").longValue() : "";
    } while (!after.isEmpty());

    assertThat(indexes).hasSize(3).isSorted();
  }

  @Test
  void a_search_looks_at_so_many_entries_and_says_where_to_go_on() {
    EntrySearch impatient = new EntrySearch(jdbc, head, 2);
    EntrySearch.Filter bob =
        new EntrySearch.Filter(
            null,
            UserRef.of(tenant, "bob").tenantId(),
            UserRef.of(tenant, "bob").userId(),
            null,
            null,
            null);
    long last = head.tree().size() - 1;

    EntrySearch.Page first = impatient.find(bob, last - 3, 10);
    assertThat(first.entries()).isEmpty();
    assertThat(first.next()).isEqualTo(last - 1);
    EntrySearch.Page second = impatient.find(bob, last - 1, 10);
    assertThat(second.entries()).hasSize(1);
    assertThat(second.next()).isNull();
    assertThat(impatient.find(bob, Long.MAX_VALUE, 10).next()).isNull();
  }

  @Test
  void what_is_found_is_one_csv_file() throws Exception {
    MvcTestResult answer = get("/api/entries.csv?userId=ann&tenantId=" + tenant);

    assertThat(answer).hasStatusOk().hasContentType("text/csv;charset=UTF-8");
    List<String> lines =
        new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst().replace("\"", ""))
        .isEqualTo("leafIndex,kind,offboardingId,tenantId,userId,epoch,at,body");
    assertThat(lines.get(1))
        .contains(",\"state-change\",", "\"ann\",1,\"2026-11-23T09:00:00Z\",\"{\"\"is\"\":");
  }

  @Test
  void one_csv_file_has_more_than_a_page() {
    OffboardingId many = new OffboardingId(UUID.randomUUID());
    transactions.executeWithoutResult(
        tx ->
            log.append(
                IntStream.range(0, 1_200)
                    .mapToObj(
                        n ->
                            new Draft(
                                new Draft.Key(many, EntryKind.REPORT, "many" + n),
                                UserRef.of(tenant, "many"),
                                Epoch.FIRST,
                                "{\"n\":" + n + "}",
                                NINE))
                    .toList()));

    for (String filter : List.of("tenantId=" + tenant + "&userId=many", "offboardingId=" + many)) {
      assertThat(
              new String(
                      get("/api/entries.csv?" + filter).getResponse().getContentAsByteArray(),
                      StandardCharsets.UTF_8)
                  .lines())
          .hasSize(1_201)
          .doesNotHaveDuplicates();
    }
  }

  private void append(String user, EntryKind kind, Instant at) {
    transactions.executeWithoutResult(
        tx ->
            log.append(
                List.of(
                    new Draft(
                        new Draft.Key(new OffboardingId(UUID.randomUUID()), kind, "1"),
                        UserRef.of(tenant, user),
                        Epoch.FIRST,
                        "{\"is\":\"" + UUID.randomUUID() + "\"}",
                        at))));
  }

  private List<JsonNode> found(String query) {
    List<JsonNode> found = new ArrayList<>();
    read("/api/entries?tenantId=" + tenant + query).path("entries").forEach(found::add);
    return found;
  }

  private static String user(JsonNode entry) {
    return entry.path("userId").stringValue();
  }

  private JsonNode read(String uri) {
    MvcTestResult result = get(uri);
    assertThat(result).hasStatusOk();
    return mapper.readTree(result.getResponse().getContentAsByteArray());
  }

  private MvcTestResult get(String uri) {
    return mvc.get()
        .uri(uri)
        .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
        .exchange();
  }
}
