package dev.offboard.messaging.outbox;

import dev.offboard.contracts.Message;

/// A message to publish: where, under which record key, what.
public record OutgoingMessage(String topic, String key, Message message) {}
