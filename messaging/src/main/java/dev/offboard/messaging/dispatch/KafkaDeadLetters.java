package dev.offboard.messaging.dispatch;

import dev.offboard.contracts.Topics;
import dev.offboard.messaging.wire.UnreadableMessage;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;

/// Publishes dead letters with Spring Kafka, which adds the origin headers.
final class KafkaDeadLetters implements DeadLetters {

  private static final Logger log = LoggerFactory.getLogger(KafkaDeadLetters.class);
  private static final Duration SEND_TIMEOUT = Duration.ofSeconds(30);

  private final DeadLetterPublishingRecoverer recoverer;
  private final Rejections rejections;
  private final MeterRegistry metrics;

  KafkaDeadLetters(
      KafkaTemplate<byte[], byte[]> kafka, Rejections rejections, MeterRegistry metrics) {
    this.rejections = rejections;
    this.metrics = metrics;
    this.recoverer =
        new DeadLetterPublishingRecoverer(
            kafka,
            (record, cause) -> new TopicPartition(Topics.deadLetterTopicOf(record.topic()), -1));
    recoverer.setFailIfSendResultIsError(true);
    recoverer.setWaitForSendResultTimeout(SEND_TIMEOUT);
    // stack traces and messages of foreign exceptions may quote personal data
    recoverer.excludeHeader(HeadersToAdd.EX_STACKTRACE, HeadersToAdd.EX_MSG, HeadersToAdd.EX_CAUSE);
  }

  @Override
  public void setAside(
      String consumer, ConsumerRecord<byte[], byte[]> record, RuntimeException cause) {
    String reason = cause instanceof UnreadableMessage unreadable ? unreadable.code() : "handler";
    String detail =
        cause instanceof UnreadableMessage
            ? String.valueOf(cause.getMessage())
            : cause.getClass().getName();
    ConsumerRecord<byte[], byte[]> annotated = withHeaders(consumer, record, reason, detail);
    recoverer.accept(annotated, null, cause);
    if (cause instanceof ForgedRecord forged) {
      rejections.tell(consumer, record, forged);
    }
    metrics
        .counter(
            "offboarding.dead.letters",
            "consumer",
            consumer,
            "topic",
            record.topic(),
            "reason",
            reason)
        .increment();
    log.error(
        "{} cannot handle record {}-{}@{}: {} ({}). It is set aside on {}; see"
            + " deploy/runbooks/dead-letters.md",
        consumer,
        record.topic(),
        record.partition(),
        record.offset(),
        reason,
        detail,
        Topics.deadLetterTopicOf(record.topic()));
  }

  private static ConsumerRecord<byte[], byte[]> withHeaders(
      String consumer, ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
    Headers headers = new RecordHeaders(record.headers());
    headers.add(REASON, reason.getBytes(StandardCharsets.UTF_8));
    headers.add(DETAIL, detail.getBytes(StandardCharsets.UTF_8));
    headers.add(CONSUMER, consumer.getBytes(StandardCharsets.UTF_8));
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.timestampType(),
        record.serializedKeySize(),
        record.serializedValueSize(),
        record.key(),
        record.value(),
        headers,
        record.leaderEpoch());
  }
}
