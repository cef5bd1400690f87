/**
 * Reading and checking of configuration files: every problem at once, each with file, line, key and
 * remedy.
 */
@NullMarked
package org.caudal.config;

import org.jspecify.annotations.NullMarked;
