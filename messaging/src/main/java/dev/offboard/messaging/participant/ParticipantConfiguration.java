package dev.offboard.messaging.participant;

import dev.offboard.messaging.inbox.Inbox;
import dev.offboard.messaging.outbox.Outbox;
import dev.offboard.messaging.wire.MessageCodec;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// Wires the kit around the one participant bean of an app, be it a [Participant] or a
/// [BatchParticipant].
@Configuration(proxyBeanMethods = false)
public class ParticipantConfiguration {

  @Bean
  Fences fences(JdbcClient jdbc) {
    return new Fences(jdbc);
  }

  @Bean
  StepAnswers stepAnswers(JdbcClient jdbc, MessageCodec codec) {
    return new StepAnswers(jdbc, codec);
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
        BatchParticipant participant,
        Fences fences,
        StepAnswers answers,
        Inbox inbox,
        Outbox outbox,
        TransactionOperations transactions,
        Clock clock) {
      Reports reports = new Reports(clock);
      return new ParticipantHandler(
          participant.name(),
          new Protocol(participant, fences, answers, reports),
          reports,
          inbox,
          outbox,
          transactions);
    }
  }
}
