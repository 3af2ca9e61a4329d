/// The participant kit: an app takes part in every offboarding by implementing one interface. The
/// kit knows the topics, the inbox, the epoch fence, stored answers, the read-back and the reports.
/// May depend on `outbox` and `dispatch`.
@NullMarked
package dev.offboard.messaging.participant;

import org.jspecify.annotations.NullMarked;
