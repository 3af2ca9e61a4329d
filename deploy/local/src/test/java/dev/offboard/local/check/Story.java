package dev.offboard.local.check;

import java.util.List;
import java.util.UUID;

/// Rows of one user's offboarding as the services would have written them, so that a test changes
/// only what is to be wrong.
final class Story {
  private static final List<String> PARTICIPANTS =
      List.of("identity", "entitlement", "session", "audit");

  private final Schemas schemas;
  private final UUID id = UUID.randomUUID();
  private final String user;
  private int stateChanges;

  private Story(Schemas schemas, String user) {
    this.schemas = schemas;
    this.user = user;
  }

  /// One that went through these states, the last of them being the present one; everything about
  /// it is an hour old.
  static Story through(Schemas schemas, String... states) {
    Story story = new Story(schemas, "u-" + UUID.randomUUID());
    story.insert(states[states.length - 1], states.length);
    String before = null;
    for (String state : states) {
      story.changed(before, state);
      story.noted(story.stateChanges);
      before = state;
    }
    return story;
  }

  /// Another one of the same user.
  Story again(String state) {
    Story story = new Story(schemas, user);
    story.insert(state, 1);
    story.changed(null, state);
    story.noted(1);
    return story;
  }

  String id() {
    return id.toString();
  }

  String key() {
    return "acme/" + user;
  }

  private void insert(String state, int changes) {
    boolean ended = List.of("COMPLETED", "REINSTATED", "CANCELLED").contains(state);
    run(
        """
        INSERT INTO orchestrator.offboarding (id, tenant_id, user_id, epoch, reason, initiator_id, initiator_role, definition,
          definition_version, policy, state, requested_at, effective_at, state_changes, wake_at)
        VALUES ('%s', 'acme', '%s', 1, 'contract-end', 'hr', 'requester', 'offboard-user', 1, '{}', '%s', now() - interval '1 hour',
          now() - interval '1 hour', %d, %s)
        """
            .formatted(id, user, state, changes, ended ? "NULL" : "now() + interval '1 minute'"));
  }

  /// A committed state change that the audit hasn't heard of.
  Story changed(String from, String to) {
    stateChanges++;
    run(
        """
        INSERT INTO orchestrator.state_change (offboarding_id, sequence, from_state, to_state, by_id, by_role, why, at)
        VALUES ('%s', %d, %s, '%s', 'hr', 'requester', 'test', now() - interval '1 hour')
        """
            .formatted(id, stateChanges, from == null ? "NULL" : "'" + from + "'", to));
    return this;
  }

  /// An entry about a state change.
  Story noted(int sequence) {
    return entry("state-change", Integer.toString(sequence), "{}");
  }

  /// An entry of a report.
  Story reported(String body) {
    return entry("report", UUID.randomUUID().toString(), body);
  }

  private Story entry(String kind, String key, String body) {
    run(
        """
        INSERT INTO audit.entry (leaf_index, kind, tenant_id, user_id, offboarding_id, epoch, natural_key, body, at)
        SELECT coalesce(max(leaf_index), -1) + 1, '%s', 'acme', '%s', '%s', 1, '%s', '%s', now() FROM audit.entry
        """
            .formatted(kind, user, id, key, body));
    return this;
  }

  /// A phase that all participants have completed and remember.
  Story completed(String phase) {
    PARTICIPANTS.forEach(participant -> step(phase, participant).answered(phase, participant));
    return this;
  }

  /// The orchestrator counts it as completed.
  Story step(String phase, String participant) {
    run(
        """
        INSERT INTO orchestrator.step (offboarding_id, phase, participant, attempt, misses, state, announced_at, evidence)
        VALUES ('%s', '%s', '%s', 1, 0, 'COMPLETED', now(), '{}')
        """
            .formatted(id, phase, participant));
    return this;
  }

  /// The participant remembers having completed it.
  Story answered(String phase, String participant) {
    run(
        """
        INSERT INTO %s.step_answer (offboarding_id, phase, epoch, tenant_id, user_id, attempt, state, evidence)
        VALUES ('%s', '%s', 1, 'acme', '%s', 1, 'COMPLETED', '{}')
        """
            .formatted(participant, id, phase, user));
    return this;
  }

  /// A role change has taken this role, and the sessions that were opened so far.
  Story keeps(String application, String role) {
    run(
        """
        INSERT INTO entitlement.withdrawal VALUES ('acme', '%2$s', '%3$s', '%4$s', '%1$s', true);
        INSERT INTO session.withdrawal
        SELECT '%1$s', 'acme', '%2$s', '{%3$s}', coalesce(max(number), 0) FROM session.session WHERE user_id = '%2$s'
        """
            .formatted(id, user, application, role));
    return this;
  }

  /// Written by hand, behind the product's back.
  Story holdsARole() {
    run(
        """
        INSERT INTO entitlement.application (tenant_id, application_id, roles) VALUES ('acme', 'wiki', '{reader}') ON CONFLICT DO NOTHING;
        INSERT INTO entitlement.role_grant (tenant_id, user_id, application_id, role) VALUES ('acme', '%s', 'wiki', 'reader')
        """
            .formatted(user));
    return this;
  }

  Story hasASession(int epoch) {
    run(
        """
        INSERT INTO session.session (id, tenant_id, user_id, epoch, state, created_at, last_seen_at, expires_at)
        VALUES (gen_random_uuid(), 'acme', '%s', %d, 'LIVE', now(), now(), now() + interval '1 hour')
        """
            .formatted(user, epoch));
    return this;
  }

  Story hasAnAccount(String status) {
    run(
        """
        INSERT INTO identity.tenant (tenant_id, name) VALUES ('acme', 'Acme') ON CONFLICT DO NOTHING;
        INSERT INTO identity.account (tenant_id, user_id, kind, status, epoch, protected, user_name, user_name_key)
        VALUES ('acme', '%1$s', 'EMPLOYEE', '%2$s', 1, false, '%1$s', '%1$s')
        """
            .formatted(user, status));
    return this;
  }

  Story hasAProtectedAccount() {
    hasAnAccount("DEPROVISIONED");
    run("UPDATE identity.account SET protected = true WHERE user_id = '%s'".formatted(user));
    return this;
  }

  Story but(String change) {
    run(change.replace(":id", "'" + id + "'"));
    return this;
  }

  private void run(String sql) {
    schemas.run(sql);
  }
}
