package dev.offboard.messaging.participant;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.sample.BadgeApp;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.testkit.OtlpReceiver;
import dev.offboard.messaging.testkit.OtlpReceiver.ReceivedSpan;
import dev.offboard.messaging.testkit.Story;
import dev.offboard.messaging.trace.TraceParent;
import dev.offboard.messaging.trace.TraceParent.Sampling;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// What a participant writes is in the trace of what it was told, for a collector on loopback.
@SpringBootTest(classes = BadgeApp.class)
@EmbeddedDatabase("sample")
class TraceSliceTest {
  private static final OtlpReceiver COLLECTOR = OtlpReceiver.started();
  private static final TraceParent SENT =
      new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", Sampling.SAMPLED);

  @Autowired ApplicationContext context;
  @Autowired Steps steps;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transactions;

  @DynamicPropertySource
  static void collector(DynamicPropertyRegistry properties) {
    properties.add("offboard.traces.otlp-endpoint", COLLECTOR::endpoint);
  }

  @AfterAll
  static void stop() {
    COLLECTOR.close();
  }

  @Test
  void a_report_goes_on_with_the_span_of_its_announcement() {
    Story leaver = offboardingOf("trace-1", "ada");

    Deliveries.to(context, Topics.LIFECYCLE).deliverIn(SENT, leaver.deprovisioned());

    TraceParent written = lastRow();
    assertThat(written.traceId()).isEqualTo(SENT.traceId());
    await("the span is sent")
        .untilAsserted(
            () ->
                assertThat(COLLECTOR.ofTrace(SENT.traceId()))
                    .contains(
                        new ReceivedSpan(
                            SENT.traceId(),
                            written.spanId(),
                            SENT.spanId(),
                            "process offboarding.user-deprovisioned.v1",
                            List.of())));
  }

  @Test
  void one_record_about_two_offboardings_links_to_both() {
    Story one = offboardingOf("trace-2", "ada");
    Story other = offboardingOf("trace-2", "bea");

    Deliveries.to(context, Topics.LIFECYCLE).deliver(one.deprovisioned(), other.deprovisioned());

    TraceParent written = lastRow();
    await("the span is sent")
        .untilAsserted(
            () ->
                assertThat(COLLECTOR.ofTrace(written.traceId()))
                    .singleElement()
                    .satisfies(
                        batch ->
                            assertThat(batch.linkedTraces())
                                .containsExactlyInAnyOrder(named(one), named(other))));
  }

  @Test
  void what_is_reported_later_is_in_the_trace_of_the_announcement() {
    Story far = offboardingOf("trace-3", "far");
    Deliveries.to(context, Topics.LIFECYCLE).deliverIn(SENT, far.deprovisioned());

    transactions.executeWithoutResult(
        tx -> steps.complete(far.offboardingId(), Phase.REVOKE, Evidence.of("doors", 1)));

    assertThat(lastRow().traceId()).isEqualTo(SENT.traceId());
  }

  private static String named(Story story) {
    return TraceParent.named(story.deprovisioned().offboardingId().value(), Sampling.SAMPLED)
        .traceId();
  }

  private TraceParent lastRow() {
    return TraceParent.parse(
            jdbc.sql("SELECT traceparent FROM outbox ORDER BY id DESC LIMIT 1")
                .query(String.class)
                .single())
        .orElseThrow();
  }
}
