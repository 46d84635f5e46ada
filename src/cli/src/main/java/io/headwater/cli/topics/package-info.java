/** Makes and checks the topics of a job. */
@NullMarked
package io.headwater.cli.topics;

import org.jspecify.annotations.NullMarked;
