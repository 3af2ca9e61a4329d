package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.Priority;
import dev.offboard.messaging.dispatch.MessageHandler;
import dev.offboard.messaging.dispatch.Received;
import dev.offboard.messaging.testkit.memory.MemoryService;
import java.util.List;
import java.util.stream.Stream;

/// A handler whose committed work is seen.
record Watched(MessageHandler handler, MemoryService service, Watch watch)
    implements MessageHandler {
  @Override
  public String consumer() {
    return handler.consumer();
  }

  @Override
  public List<String> topics() {
    return handler.topics();
  }

  @Override
  public void handle(List<Received> batch) {
    handler.handle(batch);
    service
        .store()
        .afterCommit(
            () -> {
              watch.handled(consumer(), batch.stream().map(Received::id).toList());
              batch.forEach(this::isAnswered);
            });
  }

  @Override
  public Verdict gaveUpOn(Received message, RuntimeException cause) {
    Verdict verdict = handler.gaveUpOn(message, cause);
    if (verdict == Verdict.ANSWERED) {
      isAnswered(message);
    }
    return verdict;
  }

  /// Whatever became of others in the batch (I13).
  private void isAnswered(Received received) {
    if (received.message() instanceof PhaseAnnouncement asked) {
      asked.participants().stream()
          .filter(this::isHandledHere)
          .forEach(participant -> watch.isAnswered(participant, asked));
    }
  }

  private boolean isHandledHere(ParticipantName participant) {
    return Stream.of(Priority.values())
        .anyMatch(priority -> priority.consumerOf(participant.value()).equals(consumer()));
  }
}
