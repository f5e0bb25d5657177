"""The reviewer over HTTP."""
