package dev.offboard.messaging.participant;

import dev.offboard.contracts.Priority;
import dev.offboard.messaging.inbox.Inbox;
import dev.offboard.messaging.outbox.Outbox;
import dev.offboard.messaging.wire.MessageCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// Wires the kit around the one participant bean of an app, be it a [Participant] or a
/// [BatchParticipant].
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
public class ParticipantConfiguration {

  @Bean
  Fences fences(JdbcClient jdbc) {
    return new Fences(jdbc);
  }

  @Bean
  StepAnswers stepAnswers(JdbcClient jdbc, MessageCodec codec) {
    return new StepAnswers(jdbc, codec);
  }

  @Bean
  Counts participantCounts(JdbcClient jdbc) {
    return new Counts(jdbc);
  }

  /// Makes the handlers of a participant.
  interface ParticipantHandlers {
    ParticipantHandler of(BatchParticipant participant, Priority priority);
  }

  @Configuration(proxyBeanMethods = false)
  @Order(1)
  @ConditionalOnBean(Participant.class)
  static class OneByOne {
    @Bean
    BatchParticipant batchParticipant(Participant participant) {
      return participant.batched();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Order(2) // after the one that may declare the bean it asks for
  @ConditionalOnBean(BatchParticipant.class)
  static class Kit {
    @Bean
    Steps steps(BatchParticipant participant, StepAnswers answers, Outbox outbox, Clock clock) {
      return new Steps(participant.name(), answers, outbox, clock);
    }

    @Bean
    ParticipantHandler participantHandler(
        BatchParticipant participant, ParticipantHandlers handlers) {
      return handlers.of(participant, Priority.NORMAL);
    }

    /// A second consumer of the same participant: a backlog of the first is none of this one.
    @Bean
    ParticipantHandler urgentParticipantHandler(
        BatchParticipant participant, ParticipantHandlers handlers) {
      return handlers.of(participant, Priority.URGENT);
    }

    @Bean
    Limits participantLimits(
        LimitProperties properties, Counts counts, MeterRegistry metrics, Clock clock) {
      return new Limits(properties, counts, metrics, clock);
    }

    @Bean
    ParticipantHandlers participantHandlers(
        Fences fences,
        StepAnswers answers,
        Inbox inbox,
        Outbox outbox,
        TransactionOperations transactions,
        Clock clock,
        Limits limits) {
      Reports reports = new Reports(clock);
      return (participant, priority) ->
          new ParticipantHandler(
              participant.name(),
              priority,
              new Protocol(
                  participant,
                  fences,
                  answers,
                  reports,
                  limits.of(participant, priority),
                  priority),
              reports,
              inbox,
              outbox,
              transactions);
    }
  }
}
