package dev.offboard.messaging.dispatch;

import dev.offboard.messaging.inbox.Inbox;
import dev.offboard.messaging.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.backoff.ExponentialBackOff;

/// One consumer per [MessageHandler], from the start of the application to its end. Offsets are
/// committed some time after the transaction: a crash in between redelivers, and the inbox knows.
public class Consumers implements SmartLifecycle {
  /// Full batches make few transactions; 500 reports still fit well into one record.
  private static final int MAX_POLL_RECORDS = 500;

  /// The inbox is what keeps a message from being handled twice; the offset only shortens what is
  /// read again. Committing after each batch would be a third of the broker's work, and the next
  /// message would wait for it.
  private static final long COMMIT_OFFSETS_EVERY_MILLIS = 500;

  /// A password is being replaced just now, or a broker does not know its users yet. Without this a
  /// consumer that is refused once ends for good.
  private static final Duration LET_IN_AGAIN = Duration.ofSeconds(1);

  private static final long FIRST_RETRY_MILLIS = 200;
  private static final long LAST_RETRY_MILLIS = 10_000;

  private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers =
      new ArrayList<>();

  public Consumers(
      List<MessageHandler> handlers,
      Map<String, Object> kafka,
      Reader reader,
      Inbox inbox,
      TransactionOperations transactions,
      DeadLetters deadLetters,
      MeterRegistry metrics,
      Tracing tracing) {
    for (MessageHandler handler : handlers) {
      BatchDispatcher dispatcher =
          new BatchDispatcher(handler, reader, inbox, transactions, deadLetters, tracing);
      containers.add(container(handler, dispatcher, kafka, metrics));
    }
  }

  private static ConcurrentMessageListenerContainer<byte[], byte[]> container(
      MessageHandler handler,
      BatchDispatcher dispatcher,
      Map<String, Object> kafka,
      MeterRegistry metrics) {
    DefaultKafkaConsumerFactory<byte[], byte[]> factory =
        new DefaultKafkaConsumerFactory<>(
            kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    factory.updateConfigs(
        Map.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            MAX_POLL_RECORDS));
    factory.addListener(new MicrometerConsumerListener<>(metrics));
    ContainerProperties properties =
        new ContainerProperties(handler.topics().toArray(String[]::new));
    properties.setGroupId(handler.consumer());
    properties.setAckMode(ContainerProperties.AckMode.TIME);
    properties.setAckTime(COMMIT_OFFSETS_EVERY_MILLIS);
    // the container looks at the clock between polls, and an idle one waits this long for records
    properties.setPollTimeout(COMMIT_OFFSETS_EVERY_MILLIS);
    properties.setSyncCommits(false);
    properties.setMissingTopicsFatal(false);
    properties.setAuthExceptionRetryInterval(LET_IN_AGAIN);
    BatchMessageListener<byte[], byte[]> listener =
        (List<ConsumerRecord<byte[], byte[]>> records) -> {
          long began = System.nanoTime();
          int messages = dispatcher.dispatch(records);
          switch (handler.priority()) {
            case NORMAL -> Pace.keep(messages, began, handler.unhurried());
            case URGENT -> {}
          }
        };
    properties.setMessageListener(listener);
    ConcurrentMessageListenerContainer<byte[], byte[]> container =
        new ConcurrentMessageListenerContainer<>(factory, properties);
    container.setBeanName(handler.consumer());
    // only an outage reaches this handler: again and again until it is over
    ExponentialBackOff untilOver = new ExponentialBackOff(FIRST_RETRY_MILLIS, 2);
    untilOver.setMaxInterval(LAST_RETRY_MILLIS);
    container.setCommonErrorHandler(new DefaultErrorHandler(untilOver));
    return container;
  }

  @Override
  public void start() {
    containers.forEach(ConcurrentMessageListenerContainer::start);
  }

  @Override
  public void stop() {
    containers.forEach(ConcurrentMessageListenerContainer::stop);
  }

  @Override
  public boolean isRunning() {
    return containers.stream().anyMatch(ConcurrentMessageListenerContainer::isRunning);
  }
}
