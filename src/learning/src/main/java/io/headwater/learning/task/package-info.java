/** What is learned: tasks, their labels, and the examples that carry them. */
@NullMarked
package io.headwater.learning.task;

import org.jspecify.annotations.NullMarked;
