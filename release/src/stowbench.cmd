@echo off
rem Runs Stowbench. Needs Java 17 or newer, unless a runtime lies beside this file.
rem
rem   STOWBENCH_JAVA_OPTS   extra options for Java, such as -Xmx8g
rem   STOWBENCH_HOME        where data and caches live (default .stowbench in your folder)
setlocal
set "here=%~dp0"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if exist "%here%runtime\bin\java.exe" set "java=%here%runtime\bin\java"
set "version="
for /f "tokens=2 delims=. " %%v in ('call "%java%" --version 2^>nul') do if not defined version set "version=%%v"
if not defined version (
  echo stowbench: there is no Java 17 or newer: install one, or point JAVA_HOME at one >&2
  exit /b 2
)
if %version% LSS 17 (
  echo stowbench: %java% is Java %version%: Stowbench needs 17 or newer >&2
  exit /b 2
)
"%java%" -Xshare:auto -Xlog:disable -Xlog:all=error:stderr -XX:+UseSerialGC -Dsun.misc.unsafe.memory.access=allow %STOWBENCH_JAVA_OPTS% -jar "%here%stowbench.jar" %*
exit /b %ERRORLEVEL%
