package dev.offboard.messaging.dispatch;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.inbox.Inbox;
import dev.offboard.messaging.sample.BadgeApp;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.wire.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(classes = BadgeApp.class)
@EmbeddedDatabase("sample")
class DeadLetterSliceTest {
  private static final String DEPROVISIONED = "offboarding.user-deprovisioned.v1";

  @Autowired ApplicationContext context;
  @Autowired Inbox inbox;
  @Autowired Reader reader;
  @Autowired MessageCodec codec;
  @Autowired TransactionTemplate transactions;

  static Stream<Arguments> poison() {
    return Stream.of(
        Arguments.of("null body", null, DEPROVISIONED),
        Arguments.of("empty body", "", DEPROVISIONED),
        Arguments.of("two megabytes", "x".repeat(2 * 1024 * 1024), DEPROVISIONED),
        Arguments.of("bad JSON", "{\"offboardingId\": ", DEPROVISIONED),
        Arguments.of("another shape", "[1, 2]", DEPROVISIONED),
        Arguments.of("missing fields", "{\"tenantId\": \"acme\"}", DEPROVISIONED),
        Arguments.of("deep JSON", "[".repeat(5000), DEPROVISIONED),
        Arguments.of("unknown type", "{}", "offboarding.user-deprovisioned.v2"),
        Arguments.of("a class name", "{}", "java.lang.ProcessBuilder"),
        Arguments.of("no type", "{}", null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("poison")
  void a_poison_record_is_set_aside_and_the_rest_goes_on(
      String name, @Nullable String body, @Nullable String type) {
    Deliveries deliveries = Deliveries.to(context, Topics.LIFECYCLE);
    ConsumerRecord<byte[], byte[]> poison =
        record(body == null ? null : body.getBytes(StandardCharsets.UTF_8), type);
    poison.headers().add("__TypeId__", "java.lang.ProcessBuilder".getBytes(StandardCharsets.UTF_8));
    poison.headers().add("spring_json_header_types", new byte[] {1, 2, 3});

    deliveries.deliverRaw(poison);

    assertThat(deliveries.deadLetters()).containsExactly(poison);
    assertThat(deliveries.deliver(offboardingOf("d1", "next").deprovisioned())).hasSize(1);
  }

  @Test
  void of_a_batch_that_fails_only_the_poison_part_is_set_aside() {
    List<ConsumerRecord<byte[], byte[]>> setAside = new ArrayList<>();
    List<String> handled = new ArrayList<>();
    BatchDispatcher dispatcher = dispatcher(refusing("poison", handled), setAside);
    ConsumerRecord<byte[], byte[]> three =
        record(reportsOf("a", "poison", "b"), "offboarding.step-reports.v1");
    ConsumerRecord<byte[], byte[]> one = record(reportsOf("c"), "offboarding.step-reports.v1");

    dispatcher.dispatch(List.of(three, one));
    dispatcher.dispatch(List.of(three, one));

    assertThat(handled).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(setAside).as("a record whose parts were dealt with is known").hasSize(1);
    assertThat(new String(setAside.getFirst().value(), StandardCharsets.UTF_8))
        .contains("\"poison\"")
        .doesNotContain("\"a\"");
  }

  @Test
  void two_parts_set_aside_of_one_record_are_both_handled_when_replayed() {
    List<ConsumerRecord<byte[], byte[]>> setAside = new ArrayList<>();
    List<String> handled = new ArrayList<>();
    dispatcher(refusing("poison", handled), setAside)
        .dispatch(
            List.of(record(reportsOf("poison", "a", "poison"), "offboarding.step-reports.v1")));

    dispatcher(refusing("nobody", handled), setAside).dispatch(setAside);

    assertThat(handled).containsExactly("a", "poison", "poison");
  }

  @Test
  void what_a_backlog_brings_in_one_poll_is_taken_in_portions_that_fit_into_memory() {
    List<Integer> portions = new ArrayList<>();
    List<ConsumerRecord<byte[], byte[]>> setAside = new ArrayList<>();
    BatchDispatcher dispatcher =
        dispatcher(
            batch -> portions.add(batch.stream().mapToInt(r -> r.message().split().size()).sum()),
            setAside);
    String[] many = Collections.nCopies(500, "a").toArray(String[]::new);
    List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      polled.add(record(reportsOf(many), "offboarding.step-reports.v1"));
    }
    polled.add(4, record(null, "offboarding.step-reports.v1"));

    assertThat(dispatcher.dispatch(polled)).isEqualTo(4_500);

    assertThat(portions).containsExactly(2_000, 2_000, 500);
    assertThat(setAside).hasSize(1);
  }

  @Test
  void what_was_kept_before_an_outage_is_not_handled_again_after_it() {
    List<Integer> kept = new ArrayList<>();
    AtomicBoolean isAway = new AtomicBoolean(true);
    BatchDispatcher dispatcher =
        dispatcher(
            batch -> {
              if (kept.size() == 1 && isAway.get()) {
                throw new CannotCreateTransactionException("database away");
              }
              kept.add(batch.size());
            },
            new ArrayList<>());
    String[] many = Collections.nCopies(500, "a").toArray(String[]::new);
    List<ConsumerRecord<byte[], byte[]>> polled =
        Stream.generate(() -> record(reportsOf(many), "offboarding.step-reports.v1"))
            .limit(6)
            .toList();

    assertThatThrownBy(() -> dispatcher.dispatch(polled))
        .isInstanceOf(CannotCreateTransactionException.class);
    isAway.set(false);
    dispatcher.dispatch(polled);

    assertThat(kept)
        .as("records of a portion before it, and of the one after")
        .containsExactly(4, 2);
  }

  @Test
  void an_outage_is_no_messages_fault() {
    List<ConsumerRecord<byte[], byte[]>> setAside = new ArrayList<>();
    BatchDispatcher dispatcher =
        dispatcher(
            batch -> {
              throw new CannotCreateTransactionException("database away");
            },
            setAside);
    ConsumerRecord<byte[], byte[]> record = record(reportsOf("a"), "offboarding.step-reports.v1");

    assertThatThrownBy(() -> dispatcher.dispatch(List.of(record)))
        .isInstanceOf(CannotCreateTransactionException.class);
    assertThat(setAside).isEmpty();
  }

  private BatchDispatcher dispatcher(
      java.util.function.Consumer<List<Received>> handling,
      List<ConsumerRecord<byte[], byte[]>> setAside) {
    String consumer = "tests-" + UUID.randomUUID();
    MessageHandler handler =
        new MessageHandler() {
          @Override
          public String consumer() {
            return consumer;
          }

          @Override
          public List<String> topics() {
            return List.of(Topics.REPORTS);
          }

          @Override
          public void handle(List<Received> batch) {
            handling.accept(batch);
          }
        };
    return new BatchDispatcher(
        handler, reader, inbox, transactions, (name, record, cause) -> setAside.add(record));
  }

  private static java.util.function.Consumer<List<Received>> refusing(
      String user, List<String> handled) {
    return batch -> {
      List<String> users =
          batch.stream()
              .flatMap(r -> ((StepReports) r.message()).reports().stream())
              .map(report -> report.userId().value())
              .toList();
      if (users.contains(user)) {
        throw new IllegalArgumentException("cannot handle " + user);
      }
      handled.addAll(users);
    };
  }

  private byte[] reportsOf(String... users) {
    Deliveries deliveries = Deliveries.to(context, Topics.LIFECYCLE);
    Map<String, StepReport> report =
        Stream.of(users)
            .distinct()
            .collect(
                toMap(
                    user -> user,
                    user ->
                        deliveries.deliver(offboardingOf("d2", user).deprovisioned()).getFirst()));
    List<StepReport> reports = Stream.of(users).map(report::get).toList();
    return codec
        .write(new StepReports(dev.offboard.contracts.ParticipantName.SESSION, reports))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      byte @Nullable [] body, @Nullable String type) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(Topics.LIFECYCLE, 0, 0, new byte[] {'k'}, body);
    header(record, "ce_id", UUID.randomUUID().toString());
    header(record, "ce_source", "/tests");
    if (type != null) {
      header(record, "ce_type", type);
    }
    return record;
  }

  private static void header(ConsumerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
