package dev.offboard.messaging.sample;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Opens doors to who has a badge.
@SpringBootApplication
public class BadgeApp {}
