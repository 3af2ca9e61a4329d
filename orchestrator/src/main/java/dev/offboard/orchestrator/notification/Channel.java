package dev.offboard.orchestrator.notification;

/// By which way somebody is told. The name is part of the table.
enum Channel {
  MAIL,
  WEBHOOK
}
