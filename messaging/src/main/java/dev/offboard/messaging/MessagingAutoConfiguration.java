package dev.offboard.messaging;

import dev.offboard.messaging.authenticity.Authenticity;
import dev.offboard.messaging.authenticity.MessageAuthenticationCodes;
import dev.offboard.messaging.chassis.ChassisAutoConfiguration;
import dev.offboard.messaging.dispatch.DispatchConfiguration;
import dev.offboard.messaging.inbox.Inbox;
import dev.offboard.messaging.outbox.Outbox;
import dev.offboard.messaging.outbox.OutboxRetention;
import dev.offboard.messaging.outbox.RelayWatch;
import dev.offboard.messaging.participant.ParticipantConfiguration;
import dev.offboard.messaging.wire.MessageCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;

/// Outbox, inbox and dispatch for every service that has this module; the participant kit for one
/// that declares a participant bean.
@AutoConfiguration(
    after = ChassisAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
      "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
      "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
@EnableScheduling
@Import({DispatchConfiguration.class, ParticipantConfiguration.class})
public class MessagingAutoConfiguration {
  @Bean
  MessageCodec messageCodec() {
    return new MessageCodec();
  }

  /// Without a key file a service doesn't start: nobody would believe it, and it would believe
  /// everybody.
  @Bean
  @ConditionalOnMissingBean
  Authenticity authenticity(
      @Value("${spring.application.name}") String service,
      @Value("${offboard.authenticity.key-file}") Path keyFile) {
    return new MessageAuthenticationCodes(service, keyFile);
  }

  @Bean
  Outbox outbox(
      JdbcClient jdbc,
      MessageCodec codec,
      @Value("${spring.application.name}") String service,
      Authenticity authenticity) {
    return new Outbox(jdbc, codec, "/" + service, authenticity);
  }

  @Bean
  OutboxRetention outboxRetention(JdbcClient jdbc) {
    return new OutboxRetention(jdbc);
  }

  /// Both names stand in `deploy/connectors/outbox.json`; an installation may have others.
  @Bean
  RelayWatch relayWatch(
      JdbcClient jdbc,
      MeterRegistry metrics,
      @Value("${offboard.relay.slot:offboarding_relay}") String slot,
      @Value("${offboard.relay.publication:offboarding_outbox}") String publication) {
    return new RelayWatch(jdbc, metrics, slot, publication);
  }

  @Bean
  Inbox inbox(JdbcClient jdbc) {
    return new Inbox(jdbc);
  }
}
