package dev.offboard.local.check;

import dev.offboard.local.delivery.SetAside;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// I14. Every dead letter says where it came from, so that it can be replayed; and none of them is
/// a message of our own that its consumer has not handled since: such a record is no poison, and
/// somebody waits for it.
final class DeadLettersCanBeReplayed implements Invariant {
  @Override
  public String id() {
    return "I14";
  }

  @Override
  public String claim() {
    return "dead letters are poison and can be replayed";
  }

  @Override
  public List<Violation> violations(Look look) {
    return violations(look, look.letters().setAside());
  }

  static List<Violation> violations(Look look, List<SetAside> letters) {
    Set<SetAside> ours =
        letters.stream()
            .filter(it -> it.message().isPresent())
            .filter(it -> isOwed(look, it.message().get(), it.consumer()))
            .collect(Collectors.toSet());
    return letters.stream()
        .filter(it -> it.origin().isEmpty() || ours.contains(it))
        .limit(Look.MOST)
        .map(
            it ->
                it.origin().isEmpty()
                    ? Violation.of(
                        "%s doesn't say where it came from, so it can't be replayed"
                            .formatted(it.id()))
                    : new Violation(
                        it.message().flatMap(id -> offboarding(look, id)),
                        "%s set %s of %s aside (%s) and has not handled it since; `offboard dead-letters replay %s`"
                            .formatted(
                                it.consumer(), it.id(), it.origin().get(), it.reason(), it.id())))
        .toList();
  }

  private static boolean isOwed(Look look, UUID message, String consumer) {
    return look.database()
            .number(
                """
                SELECT count(*) FROM (
                  SELECT id FROM orchestrator.outbox UNION ALL SELECT id FROM identity.outbox
                  UNION ALL SELECT id FROM entitlement.outbox UNION ALL SELECT id FROM session.outbox
                  UNION ALL SELECT id FROM audit.outbox) AS said
                WHERE id = ? AND NOT EXISTS (
                  SELECT FROM (
                    SELECT consumer, message_id FROM orchestrator.inbox UNION ALL SELECT consumer, message_id FROM identity.inbox
                    UNION ALL SELECT consumer, message_id FROM entitlement.inbox UNION ALL SELECT consumer, message_id FROM session.inbox
                    UNION ALL SELECT consumer, message_id FROM audit.inbox) AS handled
                  WHERE handled.consumer = ? AND handled.message_id = said.id)
                """,
                message,
                consumer)
        > 0;
  }

  private static Optional<String> offboarding(Look look, UUID message) {
    return look
        .database()
        .rows(
            """
            SELECT coalesce(payload::jsonb ->> 'offboardingId', payload::jsonb #>> '{reports,0,offboardingId}',
                            payload::jsonb #>> '{changes,0,offboardingId}')
            FROM (SELECT id, payload FROM orchestrator.outbox UNION ALL SELECT id, payload FROM identity.outbox
                  UNION ALL SELECT id, payload FROM entitlement.outbox UNION ALL SELECT id, payload FROM session.outbox
                  UNION ALL SELECT id, payload FROM audit.outbox) AS said
            WHERE id = ?
            """,
            row -> Optional.ofNullable(row.getString(1)),
            message)
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }
}
