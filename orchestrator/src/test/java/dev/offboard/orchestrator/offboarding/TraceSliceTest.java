package dev.offboard.orchestrator.offboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.testkit.OtlpReceiver;
import dev.offboard.messaging.testkit.OtlpReceiver.ReceivedSpan;
import dev.offboard.messaging.trace.TraceParent;
import dev.offboard.orchestrator.OrchestratorSlice;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// From the request to every step, for a collector on loopback.
class TraceSliceTest extends OrchestratorSlice {
  private static final OtlpReceiver COLLECTOR = OtlpReceiver.started();

  @DynamicPropertySource
  static void collector(DynamicPropertyRegistry properties) {
    properties.add("offboard.traces.otlp-endpoint", COLLECTOR::endpoint);
  }

  @AfterAll
  static void stop() {
    COLLECTOR.close();
  }

  @Test
  void everything_about_an_offboarding_is_in_the_trace_that_its_request_brought() {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    UserRef user = activeUser("u1");

    OffboardingId id = requested(user, "00-" + trace + "-b7ad6b7169203331-01");
    // reports come in records about many, so this is what was kept with the offboarding
    revoked(user);

    assertThat(rowsOf(user)).hasSizeGreaterThan(1).allMatch(row -> row.traceId().equals(trace));
    await("the spans are sent")
        .untilAsserted(
            () ->
                assertThat(COLLECTOR.ofTrace(trace))
                    .extracting(ReceivedSpan::name)
                    .contains(
                        "POST /api/offboardings",
                        "announce offboarding.user-deprovisioned.v1",
                        "state REVOKING",
                        "state REVOKED"));
    assertThat(COLLECTOR.ofTrace(trace))
        .filteredOn(span -> span.name().startsWith("POST"))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.parentId()).isEqualTo("b7ad6b7169203331");
              assertThat(keptWith(id).spanId()).isEqualTo(request.spanId());
            });
  }

  @Test
  void a_hostile_header_begins_a_trace_like_none() {
    UserRef user = activeUser("u1");

    OffboardingId id = requested(user, "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01");

    assertThat(keptWith(id).traceId()).isNotEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(rowsOf(user)).allMatch(row -> row.isSameTrace(keptWith(id)));
  }

  @Test
  void nothing_is_recorded_of_a_trace_that_nobody_samples() {
    String trace = "11111111111111111111111111111111";
    UserRef unsampled = activeUser("u1");
    UserRef sampled = activeUser("u2");

    requested(unsampled, "00-" + trace + "-b7ad6b7169203331-00");
    requested(sampled, "00-22222222222222222222222222222222-b7ad6b7169203331-01");

    await("what came after it is sent")
        .until(() -> !COLLECTOR.ofTrace("22222222222222222222222222222222").isEmpty());
    assertThat(COLLECTOR.ofTrace(trace)).isEmpty();
    assertThat(rowsOf(unsampled)).allMatch(row -> row.traceId().equals(trace));
  }

  private OffboardingId requested(UserRef user, String traceparent) {
    MvcTestResult answer =
        http.post()
            .uri("/api/offboardings")
            .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
            .header(TraceParent.HEADER, traceparent)
            .contentType(MediaType.APPLICATION_JSON)
            .content(json.writeValueAsString(body(user, "planned-departure")))
            .exchange();
    assertThat(answer).hasStatus(202);
    return OffboardingId.parse(bodyOf(answer).path("id").asString());
  }

  private TraceParent keptWith(OffboardingId id) {
    return TraceParent.parse(
            jdbc.sql("SELECT traceparent FROM offboarding WHERE id = ?::uuid")
                .param(id.toString())
                .query(String.class)
                .single())
        .orElseThrow();
  }

  private List<TraceParent> rowsOf(UserRef user) {
    return jdbc.sql("SELECT traceparent FROM outbox WHERE aggregateid = ?")
        .param(user.key())
        .query((row, number) -> TraceParent.parse(row.getString(1)).orElseThrow())
        .list();
  }
}
