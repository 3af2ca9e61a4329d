package dev.offboard.messaging.participant;

import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.dispatch.MessageHandler;
import dev.offboard.messaging.dispatch.Received;
import dev.offboard.messaging.inbox.Inbox;
import dev.offboard.messaging.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionOperations;

/// Carries the announcements of one priority to the participant and its reports back: one record of
/// reports per polled batch. A user whose data always throws is reported failed; the others go on,
/// and announcing again is the orchestrator's job.
public class ParticipantHandler implements MessageHandler {
  private static final String THROWS = "participant-throws";

  private final ParticipantName name;
  private final Priority priority;
  private final Protocol protocol;
  private final Reports reports;
  private final Inbox inbox;
  private final Outbox outbox;
  private final TransactionOperations transactions;

  ParticipantHandler(
      ParticipantName name,
      Priority priority,
      Protocol protocol,
      Reports reports,
      Inbox inbox,
      Outbox outbox,
      TransactionOperations transactions) {
    this.name = name;
    this.priority = priority;
    this.protocol = protocol;
    this.reports = reports;
    this.inbox = inbox;
    this.outbox = outbox;
    this.transactions = transactions;
  }

  @Override
  public String consumer() {
    return priority.consumerOf(name.value());
  }

  @Override
  public List<String> topics() {
    return List.of(Topics.lifecycle(priority));
  }

  @Override
  public Priority priority() {
    return priority;
  }

  @Override
  public void handle(List<Received> batch) {
    List<StepReport> said = new ArrayList<>(batch.size());
    for (List<PhaseAnnouncement> wave : Waves.of(addressed(batch))) {
      said.addAll(protocol.answer(wave));
    }
    send(batch.getFirst(), said);
  }

  @Override
  public Verdict gaveUpOn(Received message, RuntimeException cause) {
    List<PhaseAnnouncement> addressed = addressed(List.of(message));
    if (addressed.isEmpty()) {
      return Verdict.DEAD_LETTER;
    }
    transactions.executeWithoutResult(
        tx -> {
          if (!inbox.accept(consumer(), List.of(message.id())).isEmpty()) {
            // the message of a foreign exception may quote personal data: its class is enough
            send(
                message,
                List.of(reports.failed(addressed.getFirst(), THROWS, cause.getClass().getName())));
          }
        });
    return Verdict.ANSWERED;
  }

  private List<PhaseAnnouncement> addressed(List<Received> batch) {
    return batch.stream()
        .map(Received::message)
        .filter(PhaseAnnouncement.class::isInstance)
        .map(PhaseAnnouncement.class::cast)
        .filter(announcement -> announcement.participants().contains(name))
        .toList();
  }

  private void send(Received first, List<StepReport> said) {
    outbox.append(Records.of(name, priority, name + "/" + first.partition(), said));
  }
}
