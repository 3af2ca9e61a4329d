package dev.offboard.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.AuditSlice;
import dev.offboard.audit.LogReader;
import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@AuditSlice
class EntriesApiSliceTest {
  @Autowired ApplicationContext context;
  @Autowired AuditLog log;
  @Autowired TransactionTemplate transactions;
  @Autowired MockMvcTester mvc;
  @Autowired JsonMapper mapper;

  private final OffboardingId offboarding = new OffboardingId(UUID.randomUUID());

  @Test
  void an_entry_has_its_leaf_index_its_ids_and_its_exact_body() throws Exception {
    long index = LogReader.of(context).size();
    append(1);

    assertThat(get("/api/entries?offboardingId=" + offboarding))
        .hasStatusOk()
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {"entries": [{
              "index": %d, "kind": "state-change", "offboardingId": "%s", "tenantId": "acme", "userId": "u1",
              "epoch": 1, "at": "2026-11-23T09:00:00Z", "body": "{\\"sequence\\":1}"
            }]}
            """
                .formatted(index, offboarding));
  }

  @Test
  void pages_follow_each_other_to_the_end() throws Exception {
    append(5);

    List<Integer> sizes = new ArrayList<>();
    List<String> bodies = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = read("/api/entries?limit=2&offboardingId=" + offboarding + after);
      page.path("entries").forEach(entry -> bodies.add(entry.path("body").stringValue()));
      sizes.add(page.path("entries").size());
      after = page.has("next") ? "&after=" + page.path("next").longValue() : "";
    } while (!after.isEmpty());

    assertThat(sizes).containsExactly(2, 2, 1);
    assertThat(bodies).isEqualTo(LogReader.of(context).bodies(offboarding)).hasSize(5);
  }

  @Test
  void a_full_last_page_promises_nothing_more() throws Exception {
    append(2);

    assertThat(read("/api/entries?limit=2&offboardingId=" + offboarding).has("next")).isFalse();
  }

  @Test
  void without_an_offboarding_the_whole_log_is_read() throws Exception {
    append(101);
    long last = LogReader.of(context).size() - 1;

    JsonNode page = read("/api/entries?limit=500&after=" + (last - 1));
    assertThat(page.path("entries")).hasSize(1);
    assertThat(page.at("/entries/0/index").longValue()).isEqualTo(last);
    assertThat(read("/api/entries").path("entries")).as("the default limit").hasSize(100);
  }

  @Test
  void an_unknown_offboarding_has_no_entries() {
    assertThat(get("/api/entries?offboardingId=" + UUID.randomUUID()))
        .hasStatusOk()
        .bodyJson()
        .isStrictlyEqualTo("{\"entries\": []}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "offboardingId=nobody            | offboardingId",
        "offboardingId=1%27%20OR%20%271  | offboardingId",
        "after=-1                        | after",
        "after=first                     | after",
        "after=9223372036854775808       | after",
        "kind=gossip                     | kind",
        "from=yesterday                  | from",
        "from=-999999999-01-01T00:00:00Z | from",
        "to=%2B999999999-12-31T23:59:59Z | to",
        "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z | from",
        "tenantId=no%20tenant            | tenantId",
        "limit=0                         | limit",
        "limit=-1                        | limit",
        "limit=501                       | limit",
        "limit=many                      | limit",
        "limit=1.5                       | limit"
      })
  void a_bad_value_is_refused_and_named(String query, String field) {
    MvcTestResult result = get("/api/entries?" + query);

    assertThat(result).hasStatus(400).bodyJson().extractingPath("$.field").isEqualTo(field);
    assertThat(result).bodyJson().extractingPath("$.detail").asString().startsWith(field + ": ");
  }

  @Test
  void without_the_token_nothing_is_read() {
    assertThat(mvc.get().uri("/api/entries")).hasStatus(401);
  }

  private MvcTestResult get(String uri) {
    return mvc.get()
        .uri(java.net.URI.create(uri))
        .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
        .exchange();
  }

  private JsonNode read(String uri) throws Exception {
    MvcTestResult result = get(uri);
    assertThat(result).hasStatusOk();
    return mapper.readTree(result.getResponse().getContentAsString());
  }

  private void append(int count) {
    transactions.executeWithoutResult(
        tx ->
            log.append(
                IntStream.rangeClosed(1, count)
                    .mapToObj(
                        n ->
                            new Draft(
                                new Draft.Key(
                                    offboarding, EntryKind.STATE_CHANGE, Integer.toString(n)),
                                UserRef.of("acme", "u1"),
                                Epoch.FIRST,
                                "{\"sequence\":" + n + "}",
                                Instant.parse("2026-11-23T09:00:00Z")))
                    .toList()));
  }
}
