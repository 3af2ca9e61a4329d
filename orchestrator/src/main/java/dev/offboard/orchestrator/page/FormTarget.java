package dev.offboard.orchestrator.page;

/// An origin that a form of ours may lead to by a redirect: browsers apply `form-action` to those
/// too.
public record FormTarget(String origin) {}
