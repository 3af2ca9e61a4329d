package dev.offboard.messaging.testkit;

import dev.offboard.contracts.Message;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.WireNames;
import dev.offboard.messaging.dispatch.BatchDispatcher;
import dev.offboard.messaging.dispatch.MessageHandler;
import dev.offboard.messaging.dispatch.Reader;
import dev.offboard.messaging.inbox.Inbox;
import dev.offboard.messaging.trace.TraceParent;
import dev.offboard.messaging.trace.Tracing;
import dev.offboard.messaging.wire.CloudEventHeaders;
import dev.offboard.messaging.wire.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// Delivers messages to a handler of the application exactly as the consumer would, but from
/// memory: the real dispatch, inbox, transaction and outbox. Dead letters are collected in
/// [#deadLetters].
public final class Deliveries {
  private static final String STEP_REPORTS = "offboarding.step-reports.v1";

  private final BatchDispatcher dispatcher;
  private final String topic;
  private final MessageCodec codec;
  private final JdbcClient jdbc;
  private final List<ConsumerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
  private final Set<UUID> seen = new HashSet<>();
  private List<ConsumerRecord<byte[], byte[]>> last = List.of();
  private long offset;

  private Deliveries(ApplicationContext context, MessageHandler handler, String topic) {
    this.topic = topic;
    this.codec = context.getBean(MessageCodec.class);
    this.jdbc = context.getBean(JdbcClient.class);
    this.dispatcher =
        new BatchDispatcher(
            handler,
            context.getBean(Reader.class),
            context.getBean(Inbox.class),
            context.getBean(TransactionOperations.class),
            (consumer, record, cause) -> deadLetters.add(record),
            context.getBean(Tracing.class));
    newOutboxPayloads("");
  }

  /// Deliveries to the application's handler of `topic`.
  public static Deliveries to(ApplicationContext context, String topic) {
    MessageHandler handler =
        context.getBeansOfType(MessageHandler.class).values().stream()
            .filter(h -> h.topics().contains(topic))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no handler reads " + topic));
    return new Deliveries(context, handler, topic);
  }

  /// The reports in the outbox, whoever delivered what led to them.
  public static List<StepReport> everythingReported(ApplicationContext context) {
    MessageCodec codec = context.getBean(MessageCodec.class);
    return context
        .getBean(JdbcClient.class)
        .sql("SELECT payload FROM outbox WHERE type = ? ORDER BY id")
        .param(STEP_REPORTS)
        .query((row, n) -> row.getString(1))
        .list()
        .stream()
        .flatMap(json -> reports(codec, json).stream())
        .toList();
  }

  private static List<StepReport> reports(MessageCodec codec, String json) {
    return ((StepReports) codec.read(STEP_REPORTS, json.getBytes(StandardCharsets.UTF_8)))
        .reports();
  }

  /// One polled batch; returns the reports it led to.
  public List<StepReport> deliver(Message... batch) {
    last = Arrays.stream(batch).map(this::record).toList();
    return redeliver();
  }

  /// One message that was sent in this trace.
  public List<StepReport> deliverIn(TraceParent trace, Message message) {
    last = List.of(record(message));
    header(last.getFirst(), CloudEventHeaders.TRACEPARENT, trace.toString());
    return redeliver();
  }

  /// The last batch again, with the same message ids, as after a crash before the acknowledgement.
  public List<StepReport> redeliver() {
    dispatcher.dispatch(last);
    return newReports();
  }

  /// A record as it may come from anywhere.
  public void deliverRaw(ConsumerRecord<byte[], byte[]> record) {
    dispatcher.dispatch(List.of(record));
  }

  public List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    return List.copyOf(deadLetters);
  }

  /// The reports appended to the outbox since the last call.
  public List<StepReport> newReports() {
    return newOutboxPayloads(STEP_REPORTS).stream()
        .flatMap(json -> reports(codec, json).stream())
        .toList();
  }

  /// The topics of everything appended to the outbox so far, in order.
  public List<String> outboxTopics() {
    return jdbc.sql("SELECT aggregatetype FROM outbox ORDER BY id")
        .query((row, n) -> row.getString(1))
        .list();
  }

  /// The payloads of that wire name appended to the outbox since the last call of any of these
  /// methods.
  public List<String> newOutboxPayloads(String wireName) {
    List<String> payloads = new ArrayList<>();
    jdbc.sql("SELECT id, type, payload FROM outbox ORDER BY id")
        .query(
            row -> {
              if (seen.add(row.getObject("id", UUID.class))
                  && wireName.equals(row.getString("type"))) {
                payloads.add(row.getString("payload"));
              }
            });
    return payloads;
  }

  private ConsumerRecord<byte[], byte[]> record(Message message) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            topic,
            0,
            offset++,
            "key".getBytes(StandardCharsets.UTF_8),
            codec.write(message).getBytes(StandardCharsets.UTF_8));
    header(record, CloudEventHeaders.ID, UUID.randomUUID().toString());
    header(record, CloudEventHeaders.TYPE, WireNames.of(message));
    header(record, CloudEventHeaders.SOURCE, "/tests");
    return record;
  }

  private static void header(ConsumerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
