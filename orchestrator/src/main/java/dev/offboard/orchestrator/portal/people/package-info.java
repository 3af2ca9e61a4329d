/// The accounts of people who operate the platform, as administrators look after them. What is done
/// is done by `person`, as over the API. May depend on `person`, `page` and `portal`.
@NullMarked
package dev.offboard.orchestrator.portal.people;

import org.jspecify.annotations.NullMarked;
