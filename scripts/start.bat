@echo off
rem Starts the gateway in this window: builds it if needed, writes a first configuration if there is none.
rem Ctrl+C lets running requests finish; stop.bat does not.
setlocal
cd /d "%~dp0.."
set JAR=proxy-cli\target\ccgate.jar
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set JAVA=java)

if not exist %JAR% (
  echo Building %JAR% ...
  call mvn -B -q -DskipTests package || exit /b 1
)
set DEMO=
if not exist config\upstreams.json if not exist config\upstreams.yaml if not exist config\upstreams.yml set DEMO=--demo
findstr /r /c:"id.*demo" config\upstreams.json >nul 2>&1 && set DEMO=--demo
"%JAVA%" -Xms16m -Xmx512m -XX:MaxDirectMemorySize=512m -Xss512k -XX:+ExitOnOutOfMemoryError ^
  --enable-native-access=ALL-UNNAMED -jar %JAR% serve --config config --data data %DEMO%
