package dev.offboard.messaging.dispatch;

import dev.offboard.messaging.authenticity.Authenticity;
import dev.offboard.messaging.inbox.Inbox;
import dev.offboard.messaging.outbox.Outbox;
import dev.offboard.messaging.trace.Tracing;
import dev.offboard.messaging.wire.MessageCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionOperations;

/// One consumer for every [MessageHandler] bean.
@Configuration(proxyBeanMethods = false)
public class DispatchConfiguration {
  /// A dead letter may be as large as the largest record a topic takes, and its headers.
  private static final int MAX_REQUEST_BYTES = 5 * 1024 * 1024;

  @Bean
  Reader messageReader(
      MessageCodec codec,
      Authenticity authenticity,
      @Value("${spring.application.name}") String service) {
    return new Reader(codec, authenticity, service);
  }

  @Bean
  Rejections rejections(
      @Value("${spring.application.name}") String service,
      Outbox outbox,
      TransactionOperations transactions,
      Clock clock) {
    return new Rejections(service, outbox, transactions, clock);
  }

  @Bean
  DeadLetters deadLetters(KafkaProperties kafka, Rejections rejections, MeterRegistry metrics) {
    Map<String, Object> properties = kafka.buildProducerProperties();
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    return new KafkaDeadLetters(
        new KafkaTemplate<>(
            new DefaultKafkaProducerFactory<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer())),
        rejections,
        metrics);
  }

  @Bean
  @ConditionalOnProperty(name = "offboard.consumers.enabled", matchIfMissing = true)
  Consumers consumers(
      List<MessageHandler> handlers,
      KafkaProperties kafka,
      Reader reader,
      Inbox inbox,
      TransactionOperations transactions,
      DeadLetters deadLetters,
      MeterRegistry metrics,
      Tracing tracing) {
    return new Consumers(
        handlers,
        kafka.buildConsumerProperties(),
        reader,
        inbox,
        transactions,
        deadLetters,
        metrics,
        tracing);
  }
}
